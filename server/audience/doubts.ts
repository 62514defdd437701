import type { Predicate } from '#contract/entities/predicate.ts';
import type { Node } from './assemble.ts';
import type { Why } from './fields.ts';
import type { Place } from './syntax.ts';
import type { AudienceVocabulary } from './vocabulary.ts';
import { audienceWords } from './words.ts';

export type Doubt = Why & { readonly places: readonly Place[] };
type Vocabulary = Pick<AudienceVocabulary, 'schema' | 'segments'>;

/** Where the way that conditions hang together has more than one reading, or none. */
export function doubtOf(nodes: readonly Node[], vocabulary: Vocabulary): Doubt | undefined {
  for (const [index, node] of nodes.entries()) {
    const before = nodes[index - 1];
    if (before === undefined) continue;
    const doubt =
      doubtOfJoin(before, node) ?? doubtOfNegation(before, node, vocabulary) ?? doubtOfWindow(before, node);
    if (doubt !== undefined) return { ...doubt, places: [before, node] };
  }
  const doubt = doubtOfAll(nodes, vocabulary);
  return doubt === undefined ? undefined : { ...doubt, places: nodes };
}

function doubtOfJoin(before: Node, { join, without, meaning }: Node): Why | undefined {
  const same =
    meaning.member !== undefined &&
    meaning.member === before.meaning.member &&
    !meaning.negative &&
    !before.meaning.negative;
  if (same && !without && ['and', 'comma', 'link'].includes(join.kind))
    return {
      why: 'This may mean those who are both, or those who are either.',
      candidates: ['… or …'],
      say: '… or …',
    };
  const excluded = join.kind === 'except' || without;
  if (join.kind === 'none' && !without)
    return { why: 'There is no word between these two conditions.', say: '… and …' };
  if (
    (before.join.kind === 'except' || before.without) &&
    !excluded &&
    join.link === undefined &&
    meaning.standing === undefined
  ) {
    return { why: 'It is not clear how far the exclusion reaches.', say: '… and not (… or …)' };
  }
  return before.join.kind === 'except' && join.kind !== 'except'
    ? { why: 'What follows an exclusion may belong to it.', say: '… and not (… or …)' }
    : undefined;
}

/** A negation ends where something stands that it cannot reach. */
function doubtOfNegation(
  before: Node,
  { meaning, join, bracket, quoted }: Node,
  vocabulary: Vocabulary,
): Why | undefined {
  const negative = (before.meaning.negative || before.without) && !before.bracket;
  if (
    before.prefixed &&
    !meaning.negative &&
    join.link !== 'who' &&
    (join.kind === 'and' || join.kind === 'or')
  ) {
    return {
      why: 'It is not clear how far the negation reaches.',
      candidates: ['not (…) and …', 'not (… and …)'],
      say: 'not (…) and …',
    };
  }
  const same = !quoted && subjectOf(meaning.criteria) === subjectOf(before.meaning.criteria);
  if (negative && meaning.negative && join.kind === 'or' && (before.meaning.standing === undefined || same)) {
    return {
      why: 'Two negations with “or” leave nearly nobody out.',
      candidates: ['neither … nor …'],
      say: 'neither … nor …',
    };
  }
  if (!negative || bracket || meaning.negative || !['and', 'or', 'comma'].includes(join.kind))
    return undefined;
  const { standing, reaching } = before.meaning;
  const out =
    meaning.standing === 'sentence' ||
    join.link === 'who' ||
    (meaning.standing === 'verb' && reaching !== true);
  const listed =
    meaning.standing === undefined &&
    meaning.when === undefined &&
    (before.prefixed || [before.meaning, meaning].every(isFlag));
  const separate =
    join.kind !== 'or' &&
    (join.link === 'with' || standing === 'sentence' || (join.kind === 'comma' && !listed));
  const bare =
    standing === undefined && join.kind === 'or' && join.link !== 'who' && before.meaning.when === undefined;
  if ((out && !bare) || separate) return undefined;
  const [one, other] = [before.meaning.criteria, meaning.criteria].map((criteria) =>
    audienceWords(criteria, vocabulary),
  );
  const apart = `(${one}) ${join.kind === 'or' ? 'or' : 'and'} (${other})`;
  return {
    why: 'It is not clear how far the negation reaches.',
    candidates: [apart, 'not (… or …)'],
    say: apart,
  };
}

/** The field that a rule is about, or the rule itself where it is about none. */
function subjectOf(criteria: Predicate): string {
  if (criteria.type === 'not') return subjectOf(criteria.child);
  if (criteria.type === 'attribute') return criteria.attribute;
  const field = criteria.type === 'lifecycle_stage' || criteria.type === 'value_segment';
  return field ? criteria.type : JSON.stringify(criteria);
}

/** Flags make a list like values do: "no email consent, sms consent". */
function isFlag({ criteria }: Node['meaning']): boolean {
  return criteria.type === 'attribute' && typeof criteria.value === 'boolean';
}

/** A window said once may be meant for both neighbours. */
function doubtOfWindow(before: Node, node: Node): Why | undefined {
  const [one, other] = [before.meaning.when, node.meaning.when];
  const shared =
    one !== undefined &&
    other !== undefined &&
    [one, other].includes('unsaid') &&
    one !== other &&
    [one, other].includes('window');
  const leading = before.meaning.leading === true && other !== undefined;
  if (!shared && !leading) return undefined;
  return {
    why: 'The number of days may be meant for both conditions or for one.',
    candidates: ['… in the last 30 days and … in the last 30 days', '… ever and … in the last 30 days'],
    say: '… ever and … in the last 30 days',
  };
}

function doubtOfAll(nodes: readonly Node[], vocabulary: Vocabulary): Why | undefined {
  const joins = nodes
    .slice(1)
    .map(({ join, without }) => (without && join.kind === 'none' ? 'and' : join.kind));
  const lists = nodes.some(({ listed }) => listed === 'comma' || listed === 'and');
  if (!joins.includes('or')) return undefined;
  const others = joins.filter((kind) => kind !== 'or');
  const full = nodes.every(
    ({ meaning, bracket, without }) =>
      bracket || (meaning.standing === 'sentence' && !meaning.negative && !without),
  );
  if (others.length === 0 && !lists) return undefined;
  const climbing = joins.lastIndexOf('and') < joins.indexOf('or');
  if (others.every((kind) => kind === 'and') && climbing && full && !lists) return undefined;
  const words = (criteria: Predicate): string => audienceWords(criteria, vocabulary);
  const [first, second, third] = nodes.map(({ meaning }) => `(${words(meaning.criteria)})`);
  const [one, two] = joins.map((kind) => (kind === 'or' || kind === 'except' ? kind : 'and'));
  const candidates =
    third === undefined || nodes.length > 3 || nodes.some(({ without }) => without)
      ? []
      : [`(${first} ${one} ${second}) ${two} ${third}`, `${first} ${one} (${second} ${two} ${third})`];
  return { why: '“And” and “or” are mixed without brackets.', candidates, say: '… and (… or …)' };
}
