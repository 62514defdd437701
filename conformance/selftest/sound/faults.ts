import { z } from 'zod';
import { jsonSchema } from '../../client/wire.ts';
import type { Json } from '../../client/wire.ts';

const ruleSchema = z.looseObject({
  match: z.looseObject({ method: z.string().optional(), path: z.string().optional() }),
  effect: z.record(z.string(), z.unknown()),
  times: z.number().optional(),
  after: z.number().optional(),
});
export const soundFaultsSchema = z.array(ruleSchema);
type Rule = z.infer<typeof ruleSchema>;

/** What the sound connector makes of an answer of its API that is no result, in words for the model. */
export class ApiFault extends Error {}

/** What becomes of a request: it is refused before anything is done, or its answer is lost after all was done. */
export interface Strike {
  status: number;
  refused: boolean;
  words: string;
}

/** The faults of the tenant API, as far as a connector can tell them apart. */
export function createSoundFaults() {
  let armed: { rule: Rule; matched: number; felt: number }[] = [];
  return {
    set(rules: readonly Rule[]) {
      armed = rules.map((rule) => ({ rule, matched: 0, felt: 0 }));
    },
    /** How slow analytics is. */
    latencyMs(): number {
      const latency = armed.find(({ rule }) => rule.match.path !== undefined)?.rule.effect['latencyMs'];
      return typeof latency === 'number' ? latency : 0;
    },
    /** What the tenant API was told to answer at an address in the place of what is there. */
    answerAt(path: string): Json | null {
      const told = armed.find(({ rule }) => matches(rule.match.path, path));
      return jsonSchema.safeParse(told?.rule.effect['body']).data ?? null;
    },
    strike(method: string): Strike | null {
      const one = armed.find((candidate) => applies(candidate, method));
      return one === undefined ? null : strikeOf(one.rule.effect);
    },
  };
}

/** Of patterns, the sound world knows those that end in a star. */
function matches(pattern: string | undefined, path: string): boolean {
  return pattern === path || (pattern?.endsWith('/*') === true && path.startsWith(pattern.slice(0, -1)));
}

function applies(one: { rule: Rule; matched: number; felt: number }, method: string): boolean {
  const { match, after = 0, times = Infinity } = one.rule;
  if (match.path !== undefined || (match.method ?? method) !== method) return false;
  one.matched += 1;
  if (one.matched <= after || one.felt >= times) return false;
  one.felt += 1;
  return true;
}

function strikeOf({ status, body, location, staleToken, ...lost }: Rule['effect']): Strike | null {
  if (staleToken === true) return { status: 401, refused: true, words: 'The API answered 401.' };
  if (typeof status === 'number' && (status !== 200 || body !== undefined)) {
    const whither = typeof location === 'string' ? ` and pointed to ${location}, where nobody went` : '';
    return { status, refused: true, words: `The API answered ${status}${whither}.` };
  }
  if (Object.keys(lost).every((effect) => effect === 'latencyMs')) return null;
  return {
    status: 200,
    refused: false,
    words: 'The answer of the API was lost: look before you call again.',
  };
}
