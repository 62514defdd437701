import { z } from 'zod';
import { SCALES } from '#fixtures/world-data.ts';
import { createKeptRows } from './kept-rows.ts';
import { StorageError } from './storage-error.ts';
import type { Storage } from './storage.ts';

/** No world has this name. */
const PLACE = 'origin of the worlds';

export const originSchema = z.object({
  seed: z.int(),
  scale: z.enum(SCALES),
  /** Where the clock of the world started, which every date of its data is relative to. */
  clock: z.iso.datetime(),
});

/** What a world begins with. All that changes is beside it. */
export type Origin = z.output<typeof originSchema>;

/**
 * What the kept world began with; without one, what was asked for is kept, or else seed 1, the small scale and `now`. Throws a `StorageError` when something
 * else is asked for, as its changes would fit no other world.
 */
export function originOf(
  storage: Storage,
  folder: string,
  asked: { readonly [Key in keyof Origin]?: Origin[Key] | undefined },
  now: Date,
): Origin {
  const rows = createKeptRows(storage);
  const start = asked.clock === undefined ? undefined : new Date(asked.clock).toISOString();
  const kept = originSchema.safeParse(rows.read(PLACE)['origin']?.[0]?.[1]);
  if (kept.success) {
    const { seed, scale, clock } = kept.data;
    for (const [option, is, wanted] of [
      ['--seed', seed, asked.seed],
      ['--scale', scale, asked.scale],
      ['--clock', clock, start],
    ] as const) {
      if (wanted === undefined || wanted === is) continue;
      throw new StorageError(
        `${folder} holds a world of ${option} ${is}, which cannot become one of ${wanted}. Leave ${option} out, or take another folder.`,
      );
    }
    return kept.data;
  }
  const origin: Origin = {
    seed: asked.seed ?? 1,
    scale: asked.scale ?? SCALES[0],
    clock: start ?? now.toISOString(),
  };
  rows.write(PLACE, [{ table: 'origin', key: 'origin', value: origin }]);
  return origin;
}
