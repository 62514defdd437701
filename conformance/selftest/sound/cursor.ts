import { createHmac } from 'node:crypto';

const KEY = 'sound';

/** A cursor that only fits the list it was given out for. */
export function sealCursor(offset: number, list: unknown): string {
  return `${offset}.${tag(offset, list)}`;
}

export function openCursor(cursor: string, list: unknown): number | null {
  const offset = Number(cursor.split('.')[0]);
  return cursor === sealCursor(offset, list) ? offset : null;
}

function tag(offset: number, list: unknown): string {
  return createHmac('sha256', KEY)
    .update(JSON.stringify([offset, list]))
    .digest('base64url');
}
