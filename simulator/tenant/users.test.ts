import { describe, expect, test } from 'vitest';
import { createTinyWorld } from '../testing/tiny-world.ts';

describe('users', () => {
  test('are found by id, and by email in any case', () => {
    const { users } = createTinyWorld();

    expect(users.find('ann')?.email).toBe('ann@tiny.example');
    expect(users.find('ANN@tiny.example')?.id).toBe('ann');
    expect(users.find('')).toBeUndefined();
  });

  test.each([
    ['ann@tiny.example', 'secret', 'ann'],
    ['ann@tiny.example', 'wrong', undefined],
    ['ann@tiny.example', '', undefined],
    ['ann', 'secret', undefined],
    ['dan@tiny.example', 'secret', undefined],
    ['nobody@tiny.example', 'secret', undefined],
  ])('%s with the password %s signs in as %s', (email, password, id) => {
    expect(createTinyWorld().users.authenticate(email, password)?.id).toBe(id);
  });

  test('change in every tenant, each brand only where it exists, until the reset', () => {
    const { users } = createTinyWorld();
    users.change('eve@tiny.example', { role: 'admin', brands: ['blue'], disabled: true });

    expect(users.find('eve')).toMatchObject({
      disabled: true,
      memberships: [
        { tenant: 'one', role: 'admin', brands: ['blue'] },
        { tenant: 'two', role: 'admin', brands: ['blue'] },
      ],
    });
    users.reset();
    expect(users.find('eve')).toMatchObject({
      disabled: false,
      memberships: [{ role: 'viewer' }, { role: 'analyst' }],
    });
  });

  test('have each brand once, in whatever order and how often it is given', () => {
    const { users } = createTinyWorld();

    expect(users.change('ann', { brands: ['blue', 'red', 'blue'] }).memberships).toMatchObject([
      { brands: ['red', 'blue'] },
    ]);
  });

  test.each([
    ['nobody', {}, 'unknown user'],
    ['ann', { role: 'king' }, 'unknown role king; the roles are admin, marketer'],
    ['ann', { brands: ['red', 'green'] }, 'unknown brand green'],
  ])('refuses to change %s to %j', (user, change, message) => {
    const { users } = createTinyWorld();

    expect(() => users.change(user, change)).toThrow(message);
    expect(users.all()).toEqual(createTinyWorld().users.all());
  });
});
