import { describe, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '#fixtures/users.ts';
import { SignInAttempts } from './sign-in-attempts.ts';
import { createSmallWorlds } from './testing/small-world.ts';

describe('attempts to sign in', () => {
  test('of an account with an endless name are known by its beginning, as nobody is called so', () => {
    const attempts = new SignInAttempts(createSmallWorlds());
    const name = 'x'.repeat(10_000);
    for (let count = 0; count < 10; count += 1) attempts.attempt(`${name}${count}`, DEMO_PASSWORD);

    expect(attempts.attempt(name, DEMO_PASSWORD)).toMatchObject({ ok: false, reason: 'too_many' });
  });
});
