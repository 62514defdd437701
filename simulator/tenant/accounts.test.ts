import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STANDARD_WORLD, accountName, partsOfAccount, userName } from './accounts.ts';

const world = fc.stringMatching(/^[a-z0-9-]{1,32}$/).filter((name) => name !== STANDARD_WORLD);
const user = fc.oneof(
  fc.stringMatching(/^u-[0-9]{1,6}$/),
  fc.stringMatching(/^[a-z.+]{1,12}@[a-z]{1,8}\.example$/),
);

describe('the name of an account', () => {
  test('is the plus-address of an email, and an id with the world behind it', () => {
    expect(accountName('w1', 'marketer@lumenplay.example')).toBe('marketer+w1@lumenplay.example');
    expect(accountName('w1', 'u-1002')).toBe('u-1002+w1');
    expect(accountName(STANDARD_WORLD, 'u-1002')).toBe('u-1002');
  });

  test('for any world and user, tells both, and of no two of them is it the same', () => {
    fc.assert(
      fc.property(world, user, world, user, (one, a, other, b) => {
        expect(partsOfAccount(accountName(one, a))).toEqual({ world: one, user: a });
        expect(userName(one, accountName(one, a))).toBe(a);
        if (one === other && a === b) return;
        expect(accountName(one, a)).not.toBe(accountName(other, b));
      }),
    );
  });

  test.each(['', '+', '@', '+w1@x', 'a+@x', 'a+w1!@x', `a+${'w'.repeat(33)}`, 'a@x+w1@y', 'a b'])(
    'names no world where it is spelled %j',
    (name) => {
      expect(partsOfAccount(name)).toBeNull();
    },
  );
});
