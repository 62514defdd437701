import assert from 'node:assert/strict';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { z } from 'zod';
import type { CallTool, WireResult } from './generated-world.ts';

const CAP = 25_000;

/** What a judge counts, who knows nothing of how the connector counts. @see Optimove MCP Connector, "Limits and constraints" */
export function assertWithinCap(result: WireResult): void {
  const tokens = countTokens(JSON.stringify(result), { disallowedSpecial: new Set() });
  assert.ok(1.35 * tokens <= CAP, `${tokens} tokens of o200k_base are above the cap`);
}

const sectionSchema = z.object({
  field: z.string(),
  unit: z.enum(['items', 'characters']),
  from: z.number(),
  to: z.number(),
  of: z.number(),
  json: z.string().optional(),
});
const itemSchema = z.record(z.string(), z.unknown());
const answerSchema = z.looseObject({
  item: itemSchema.optional(),
  items: z.array(itemSchema).optional(),
  sections: z.array(z.unknown()).optional(),
  section: sectionSchema.optional(),
  page: z
    .looseObject({ next_cursor: z.string().optional(), has_more: z.boolean(), total: z.number().optional() })
    .optional(),
  next_cursor: z.string().optional(),
});
type Answer = z.infer<typeof answerSchema>;

/** Puts together what came in parts, as a caller would who keeps nothing but the parts. */
class Assembly {
  readonly #head: Record<string, unknown>;
  readonly #pieces = new Map<string, unknown[] | string>();

  constructor(head: Record<string, unknown>) {
    this.#head = head;
  }

  add(item: Record<string, unknown>, { field, unit, from, to, json }: z.infer<typeof sectionSchema>): void {
    const before = this.#pieces.get(field) ?? (unit === 'items' ? [] : '');
    assert.equal(from, before.length);
    const piece =
      typeof before === 'string' ? before + json : [...before, ...z.array(z.unknown()).parse(item[field])];
    assert.equal(to, piece.length);
    this.#pieces.set(field, piece);
  }

  whole(): Record<string, unknown> {
    const fields = [...this.#pieces].map(([field, piece]): [string, unknown] => [
      field,
      typeof piece === 'string' ? JSON.parse(piece) : piece,
    ]);
    return { ...this.#head, ...Object.fromEntries(fields) };
  }
}

export interface Reading {
  /** Whole items, in the order in which they came. */
  items: Record<string, unknown>[];
  total: number | undefined;
  answers: number;
}

/**
 * Reads a list or an item to its end, as a caller does: with the same arguments and the cursor of the answer before. Every answer
 * is checked against the cap.
 *
 * @param between what happens in the tenant after each answer
 */
export async function readWhole(
  callTool: CallTool,
  name: string,
  args: object,
  between: () => void = () => undefined,
): Promise<Reading> {
  const items: Record<string, unknown>[] = [];
  let [open, answers]: [Assembly | undefined, number] = [undefined, 0];
  const close = () => {
    if (open !== undefined) items.push(open.whole());
    open = undefined;
  };
  for (let cursor: string | undefined; ;) {
    const answer = await answerOf(callTool, name, { ...args, ...(cursor !== undefined && { cursor }) });
    answers += 1;
    const shown = answer.items ?? (answer.item === undefined ? [] : [answer.item]);
    const [first] = shown;
    if (answer.section !== undefined && open !== undefined) {
      open.add(first ?? {}, answer.section);
    } else {
      close();
      if (answer.sections !== undefined && first !== undefined) open = new Assembly(first);
      else items.push(...shown);
    }
    cursor = answer.page?.next_cursor ?? answer.next_cursor;
    if (answer.page !== undefined) assert.equal(answer.page.has_more, cursor !== undefined);
    if (cursor === undefined) {
      close();
      return { items, total: answer.page?.total, answers };
    }
    between();
  }
}

async function answerOf(callTool: CallTool, name: string, args: object): Promise<Answer> {
  const result = await callTool(name, args);
  assertWithinCap(result);
  if (result.isError === true) throw new Error(`${name}: ${result.content.map(({ text }) => text).join()}`);
  return answerSchema.parse(result.structuredContent);
}
