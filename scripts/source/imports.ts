import { parseSync, Visitor, type Expression } from 'oxc-parser';

/** One place where a file names another module. A request that is computed at run time is `null`. */
export interface Import {
  request: string | null;
  line: number;
}

export interface ParsedSource {
  imports: Import[];
  /** Comments that switch a check of the compiler or the linter off. */
  suppressions: { comment: string; line: number }[];
}

const SUPPRESSION = /\b(?:oxlint|eslint)-disable|@ts-(?:ignore|expect-error|nocheck)|\boxfmt-ignore/u;

/**
 * Finds every import of a source: static, `import type`, `export … from`, `import()`, `import('…').Type` and
 * `new URL('…', import.meta.url)`. Throws when the source does not parse.
 */
export function parseSource(file: string, text: string): ParsedSource {
  const { program, comments, errors } = parseSync(file, text);
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(`${file}: ${error.message}`);

  const imports: Import[] = [];
  const lineOf = (start: number) => text.slice(0, start).split('\n').length;
  const add = (request: string | null, { start }: { start: number }) =>
    imports.push({ request, line: lineOf(start) });

  new Visitor({
    ImportDeclaration: (node) => add(node.source.value, node),
    ExportNamedDeclaration: (node) => node.source !== null && add(node.source.value, node),
    ExportAllDeclaration: (node) => add(node.source.value, node),
    ImportExpression: (node) => add(constantText(node.source), node),
    TSImportType: (node) => add(constantText(node.source), node),
    NewExpression: (node) => {
      const [target, base] = node.arguments;
      const fromHere = base?.type === 'MemberExpression' && base.object.type === 'MetaProperty';
      const isUrl = node.callee.type === 'Identifier' && node.callee.name === 'URL';
      if (isUrl && fromHere && target?.type === 'Literal') add(constantText(target), node);
    },
  }).visit(program);

  return {
    imports,
    suppressions: comments
      .filter(({ value }) => SUPPRESSION.test(value))
      .map(({ value, start }) => ({ comment: value.trim(), line: lineOf(start) })),
  };
}

function constantText(node: Expression): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  const isPlain = node.type === 'TemplateLiteral' && node.expressions.length === 0;
  return isPlain ? (node.quasis[0]?.value.cooked ?? null) : null;
}
