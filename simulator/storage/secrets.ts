import { z } from 'zod';
import { createKeptRows } from './kept-rows.ts';
import type { Storage } from './storage.ts';

/** No world has this name. */
const PLACE = 'secrets of the authorization server';

/** A secret of the authorization server, made when it is first asked for, and kept with the rest. */
export function secretOf(storage: Storage, name: string, make: () => string): string {
  const rows = createKeptRows(storage);
  const kept = z.string().safeParse(rows.read(PLACE)[name]?.[0]?.[1]);
  if (kept.success) return kept.data;
  const value = make();
  rows.write(PLACE, [{ table: name, key: 'value', value }]);
  return value;
}
