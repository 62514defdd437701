import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { problemWords } from './problem-words.ts';

const schema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).optional(),
  user: z.string().min(1).max(5).default('ann'),
  name: z.string(),
  effect: z.enum(['read', 'send']).optional(),
  statuses: z.union([z.array(z.enum(['draft'])), z.enum(['draft'])]).optional(),
  what: z.array(z.string()).max(1).optional(),
  frozen: z.boolean().optional(),
  advance: z.iso.duration().optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  day: z.iso.date().optional(),
  id: z
    .string()
    .regex(/^[1-9]\d*$/)
    .optional(),
});

function wordsFor(input: unknown): string | undefined {
  const [issue] = schema.safeParse(input, { reportInput: true }).error?.issues ?? [];
  return issue && `${String(issue.path[0] ?? 'it')} ${problemWords(issue)}`;
}

describe('words for a problem with an input', () => {
  test.each<[unknown, string]>([
    [{}, 'name is missing'],
    [{ name: 1 }, 'name must be text'],
    [{ name: 'a', limit: 'ten' }, 'limit must be a number'],
    [{ name: 'a', limit: '1.5' }, 'limit must be a whole number'],
    [{ name: 'a', limit: '0' }, 'limit must be at least 1'],
    [{ name: 'a', limit: '101' }, 'limit must be at most 100'],
    [{ name: 'a', user: '' }, 'user must have at least 1 character'],
    [{ name: 'a', user: 'longer' }, 'user must have at most 5 characters'],
    [{ name: 'a', effect: 'nuke' }, 'effect must be one of: read, send'],
    [{ name: 'a', statuses: 'live' }, 'statuses must be one of: draft'],
    [{ name: 'a', what: 'data' }, 'what must be a list'],
    [{ name: 'a', what: ['a', 'b'] }, 'what must have at most 1 item'],
    [{ name: 'a', frozen: 'yes' }, 'frozen must be true or false'],
    [{ name: 'a', advance: '1h' }, 'advance must be an ISO duration such as PT1H'],
    [{ name: 'a', to: 'monday' }, 'to must be an ISO date and time such as 2026-11-22T09:30:00Z'],
    [{ name: 'a', day: 'monday' }, 'day must be an ISO date such as 2026-11-22'],
    [{ name: 'a', id: 'x' }, 'id must match the pattern /^[1-9]\\d*$/'],
    [[], 'it must be an object'],
  ])('%j: %s', (input, words) => {
    expect(wordsFor(input)).toBe(words);
  });
});
