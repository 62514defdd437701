import * as fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CURSOR_LIFETIME_MS } from '../limits.ts';
import { createCursorCodec, type CursorBinding } from './cursor.ts';

const key = randomBytes(32);
const now = new Date('2026-11-22T12:00:00Z');
const binding: CursorBinding = {
  user_id: 'u1',
  tenant_id: 'lumenplay',
  tool: 'optimove_list_campaigns',
  filters: { status: ['draft'] },
};
const codec = createCursorCodec(key, binding, now);
const refused = (problem: string) => ({ ok: false, failure: { code: 'cursor_invalid', problem } });

describe('createCursorCodec', () => {
  test('for any content, what is sealed opens again, within a day', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.nat({ max: CURSOR_LIFETIME_MS - 1 }),
        (content, later) => {
          const cursor = codec.seal(content);

          expect(cursor).toMatch(/^[\w-]+$/);
          expect(createCursorCodec(key, binding, new Date(now.getTime() + later)).open(cursor)).toEqual({
            ok: true,
            value: content,
          });
        },
      ),
    );
  });

  test('for any change of a single character, an altered cursor is refused', () => {
    const alphabet = ['A', 'Q', 'z', '0', '9', '-', '_', '=', '+', '/', ' ', '.', '\u0000', 'é'];
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.constantFrom('', ...alphabet), (content, at, character) => {
        const cursor = codec.seal(content);
        const place = at % (cursor.length + 1);
        const altered = cursor.slice(0, place) + character + cursor.slice(place + 1);
        fc.pre(altered !== cursor);

        expect(codec.open(altered)).toEqual(refused('altered'));
      }),
    );
  });

  test('refuses every other spelling of a cursor', () => {
    const cursor = codec.seal('x');
    const alphabet = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
    const twins = alphabet.map((character) => cursor.slice(0, -1) + character);
    const others = [...twins, `${cursor}=`, ` ${cursor}`, `${cursor}.`].filter((other) => other !== cursor);

    expect(others.map((other) => codec.open(other).ok)).toEqual(others.map(() => false));
  });

  test('for any text that nobody issued, the cursor is refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        expect(codec.open(text)).toEqual(refused('altered'));
      }),
    );
  });

  test.each([
    ['user', { user_id: 'u2' }],
    ['tenant', { tenant_id: 'northaisle' }],
    ['tool', { tool: 'optimove_list_streams' }],
    ['filters', { filters: { status: ['running'] } }],
  ])('refuses the cursor of another %s', (_, other) => {
    expect(createCursorCodec(key, { ...binding, ...other }, now).open(codec.seal('x'))).toEqual(
      refused('foreign'),
    );
  });

  test('does not mind the order of the filters', () => {
    const one = createCursorCodec(key, { ...binding, filters: { query: 'vip', sort: 'name_asc' } }, now);
    const other = createCursorCodec(key, { ...binding, filters: { sort: 'name_asc', query: 'vip' } }, now);

    expect(other.open(one.seal('x'))).toEqual({ ok: true, value: 'x' });
  });

  test('refuses a cursor after a day, and one of another server', () => {
    const later = createCursorCodec(key, binding, new Date(now.getTime() + CURSOR_LIFETIME_MS));
    const stranger = createCursorCodec(randomBytes(32), binding, now);

    expect(later.open(codec.seal('x'))).toEqual(refused('expired'));
    expect(stranger.open(codec.seal('x'))).toEqual(refused('altered'));
  });

  test('shows nothing of its content', () => {
    const cursor = Buffer.from(codec.seal('upstream-position'), 'base64url').toString('latin1');

    expect(cursor).not.toContain('upstream-position');
  });
});
