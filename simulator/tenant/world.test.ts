import { describe, expect, test } from 'vitest';
import type { WorldOptions } from '#fixtures/world-data.ts';
import { createWorld } from './world.ts';

const START = new Date('2026-03-29T00:30:00.000Z');

describe('a world', () => {
  test('is made for the very instant at which its clock starts, however slowly that goes', () => {
    let elapsed = 0;
    const epochs: Date[] = [];
    const open = ({ epoch }: WorldOptions) => {
      epochs.push(epoch);
      return { tenants: new Map(), users: [] };
    };

    createWorld({ seed: 1, scale: 'small', clock: START, wall: () => elapsed++, open });

    expect(epochs).toEqual([START]);
  });
});
