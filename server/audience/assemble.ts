import type { Predicate } from '#contract/entities/predicate.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Unresolved } from './compiled.ts';
import { opposite, TWO_NEGATIONS, type Meaning } from './condition.ts';
import { doubtOf } from './doubts.ts';
import { continued } from './continue.ts';
import { isWhy } from './fields.ts';
import { meaningOf, phraseOf, unresolved } from './interpret.ts';
import type { Lexicon } from './lexicon.ts';
import { isQuoted, isSegments, isStages, readingsOf } from './named.ts';
import { isExpression, type Expression, type Item, type Join, type Part, type Place } from './syntax.ts';

/** A condition or a bracket, and how it is joined to the one before it. */
export interface Node extends Place {
  readonly meaning: Meaning;
  readonly join: Join;
  readonly bracket: boolean;
  readonly without: boolean;
  /** It begins with a bare "not", which may be meant for what follows too. */
  readonly prefixed: boolean;
  /** It has names in quotation marks, so it is meant to the letter. */
  readonly quoted: boolean;
  /** How a list in it was joined so far; "and" holds two conditions together, so that an "or" beside it needs brackets. */
  readonly listed?: 'comma' | 'or' | 'and';
}

type Read = Result<Predicate, readonly Unresolved[]>;

/** The tree that an expression says; every condition must have one meaning, and so must the way they hang together. */
export function assemble(expression: Expression, lexicon: Lexicon, text: string): Read {
  const nodes: Node[] = [];
  const failures: Unresolved[] = [];
  for (const { item, join } of separated(expression)) {
    const last = nodes.at(-1);
    const more =
      last === undefined || isExpression(item.content) || item.without
        ? undefined
        : continued(last, join, item.content, lexicon, text);
    if (isWhy(more)) failures.push(unresolved(phraseOf([last ?? item, item], text), more));
    else if (more !== undefined) nodes.splice(-1, 1, { ...more, to: item.to });
    else {
      const read = nodeOf(item, join, lexicon, text);
      if (read.ok) nodes.push(read.value);
      else failures.push(...read.failure);
    }
  }
  const doubt = failures.length === 0 ? doubtOf(nodes, lexicon.vocabulary) : undefined;
  if (doubt !== undefined) failures.push(unresolved(phraseOf(doubt.places, text), doubt));
  return failures.length > 0 ? fail(failures) : ok(treeOf(nodes));
}

function nodeOf(item: Item, join: Join, lexicon: Lexicon, text: string): Result<Node, readonly Unresolved[]> {
  const { content, not, without, from, to } = item;
  const bracket = isExpression(content);
  const twice = { from: join.from, to };
  if (without && join.kind === 'except') return fail([unresolved(phraseOf([twice], text), TWO_NEGATIONS)]);
  if (!bracket) {
    const read = meaningOf(content, lexicon, text);
    if (!read.ok) return read;
    if (read.value.negative && (without || join.kind === 'except'))
      return fail([unresolved(phraseOf([twice], text), TWO_NEGATIONS)]);
    return ok({
      meaning: read.value,
      join,
      bracket,
      without,
      prefixed: isPrefixed(content),
      quoted: isQuoted(content),
      from,
      to,
    });
  }
  const read = assemble(content, lexicon, text);
  if (!read.ok) return read;
  const criteria: Predicate = not ? { type: 'not', child: read.value } : read.value;
  return ok({
    meaning: { criteria, negative: false, opposite: { type: 'not', child: criteria } },
    join,
    bracket,
    without,
    prefixed: false,
    quoted: false,
    from,
    to,
  });
}

function isPrefixed([first, second]: readonly Part[]): boolean {
  const within = second?.kind === 'in' || (second?.kind === 'name' && second.key === 'segment');
  return first?.kind === 'not' && first.verb === 'alone' && !within;
}

/** "VIPs in Germany" is two conditions, so is each further "in …" after a name, and so is "neither … nor …" before any field. */
function separated({ items, joins, except }: Expression): { item: Item; join: Join }[] {
  return items.flatMap((item, index) => {
    const first: Join = { kind: except ? 'except' : 'none', from: item.from, to: item.from };
    const join = joins[index - 1] ?? first;
    if (isExpression(item.content)) return [{ item, join }];
    return split(item.content).map((content, part) => ({
      item: { ...item, content, from: content[0]?.from ?? item.from, to: content.at(-1)?.to ?? item.to },
      join: part === 0 ? join : ({ kind: 'link', from: item.from, to: item.from } as const),
    }));
  });
}

function split(parts: readonly Part[]): Part[][] {
  const runs: Part[][] = [];
  const said = parts.filter(({ kind }) => kind !== 'is');
  if (said[0]?.kind === 'neither') {
    const denied = said.map((part): Part =>
      part.kind === 'neither' || part.kind === 'nor' ? { ...part, kind: 'not', verb: 'alone' } : part,
    );
    const nor = said.findLastIndex(({ kind }) => kind === 'nor');
    return nor < 0 ? [said] : [denied.slice(0, nor), denied.slice(nor)];
  }
  for (const [index, part] of parts.entries()) {
    const run = runs.at(-1);
    const next = parts[index + 1];
    const begins =
      part.kind === 'in' &&
      (next?.kind === 'name' || next?.kind === 'list') &&
      run !== undefined &&
      endsBefore(run);
    if (run === undefined || begins) runs.push([part]);
    else run.push(part);
  }
  return runs;
}

/** Whether a condition is complete before an "in": a lone attribute is not, and what happened may have happened there. */
function endsBefore(run: readonly Part[]): boolean {
  const names = run.filter((part) => part.kind === 'name');
  const last = run.at(-1);
  const happened = names.some((part) =>
    ['event', 'participle', 'engagement'].some((kind) =>
      part.readings.some((reading) => reading.kind === kind),
    ),
  );
  if (happened || last === undefined || ['is', 'not', 'in', 'of', 'no', 'happened'].includes(last.kind))
    return false;
  if (run.some(({ kind }) => kind === 'measure' || kind === 'last' || kind === 'days_since')) return false;
  return !(
    last.kind === 'name' &&
    names.length === 1 &&
    (last.quoted || isStages(last) || isSegments(last) || readingsOf(last, 'attribute').length > 0)
  );
}

function treeOf(nodes: readonly Node[]): Predicate {
  const groups: Predicate[][] = [[]];
  for (const { meaning, join, without } of nodes) {
    const excluded = without || join.kind === 'except';
    if (join.kind === 'or') groups.push([]);
    groups.at(-1)?.push(excluded ? (meaning.opposite ?? opposite(meaning.criteria)) : meaning.criteria);
  }
  return several(
    'or',
    groups.map((group) => several('and', group)),
  );
}

function several(type: 'and' | 'or', children: Predicate[]): Predicate {
  const [only] = children;
  return children.length === 1 && only !== undefined ? only : { type, children };
}
