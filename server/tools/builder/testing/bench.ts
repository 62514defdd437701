import { AjvJsonSchemaValidator } from '@modelcontextprotocol/server/validators/ajv';
import type { DraftType } from '#contract/drafts.ts';
import { parseArguments } from '../../../mcp/parse-arguments.ts';
import { wordsOf } from '../../../shaping/tool-failure.ts';
import { definitionOf } from '../../definition.ts';
import { loadTools } from '../../registry.ts';
import { call, textOf } from '../../testing/call.ts';
import { openDemo } from '../../testing/demo-tenant.ts';

export const MARKETER = 'marketer@lumenplay.example';

const validator = new AjvJsonSchemaValidator();

/** What came of one call of a builder. */
export interface Built {
  /** What the model reads. */
  text: string;
  /** Undefined for a refusal. */
  output: Record<string, unknown> | undefined;
  /** The bodies that left for the creation of a draft, and their addresses. */
  posts: { path: string; body: unknown }[];
}

/** The four builders before the demo tenant, by the way that a call takes from its arguments on. */
export async function openBench() {
  const demo = await openDemo();
  const tools = new Map(
    (await loadTools()).flatMap((tool) => (tool.kind === 'builder' ? [[tool.draft, tool] as const] : [])),
  );

  async function build(type: DraftType, args: object, who: string = MARKETER): Promise<Built> {
    const tool = tools.get(type);
    if (tool === undefined) throw new Error(type);
    const parsed = parseArguments(tool.input, args);
    if (!parsed.ok) return { text: wordsOf(parsed.failure), output: undefined, posts: [] };
    const posts: Built['posts'] = [];
    const drafts = demo.draftsOf(who, type, async (request) => {
      posts.push({ path: new URL(request.url).pathname, body: await request.clone().json() });
      return demo.fetch(request);
    });
    const result = await call(tool, args, demo.apiOf(who), { drafts });
    const { structuredContent: output } = result;
    const valid = validator.getValidator({ ...definitionOf(tool).outputSchema })(output);
    if (output !== undefined && !valid.valid) throw new Error(valid.errorMessage);
    return { text: textOf(result), output, posts };
  }
  return { ...demo, tools, build };
}
