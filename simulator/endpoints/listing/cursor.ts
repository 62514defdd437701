import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../tenant/canonical-json.ts';
import type { Position } from '../../tenant/listing/order.ts';

const positionSchema = z.tuple([z.union([z.number(), z.string()]), z.string()]);

/** Whose list, of what, with which filters and in which order: a cursor is good for exactly one of these. */
export type CursorBinding = Readonly<Record<string, unknown>>;

/**
 * Seals the position of the last row that was given, so that a cursor that was altered or is for another list is known for one.
 * It hides nothing: the key follows from the seed, as the bytes of every answer do.
 */
export function sealCursor(seed: number, binding: CursorBinding, position: Position): string {
  const body = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${body}.${signature(seed, binding, body)}`;
}

/** The position in a cursor, or null when it was altered or comes from another list. */
export function openCursor(seed: number, binding: CursorBinding, cursor: string): Position | null {
  const [body = '', given = '', ...more] = cursor.split('.');
  const expected = signature(seed, binding, body);
  if (more.length > 0 || given.length !== expected.length) return null;
  if (!timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(expected, 'latin1'))) return null;
  return positionIn(Buffer.from(body, 'base64url').toString());
}

function positionIn(text: string): Position | null {
  try {
    return positionSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function signature(seed: number, binding: CursorBinding, body: string): string {
  return createHmac('sha256', `optimove simulator, cursors of seed ${seed}`)
    .update(`${canonicalJson(binding)}\n${body}`)
    .digest('base64url');
}
