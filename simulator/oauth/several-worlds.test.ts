import { describe, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '#fixtures/users.ts';
import { TestServer } from './testing/test-server.ts';

const PLAIN = 'marketer@lumenplay.example';
const ONE = 'marketer+one@lumenplay.example';
const TWO = 'marketer+two@lumenplay.example';
const HOUR = 3_600_000;

async function startWithWorlds(options: Parameters<typeof TestServer.start>[0] = {}) {
  const server = await TestServer.start(options);
  const [one, two] = ['one', 'two'].map((name) => server.worlds.create({ name }));
  if (!one || !two) throw new Error('There are no two worlds.');
  return { server, one, two };
}

async function signIn(server: TestServer, email: string, password = DEMO_PASSWORD) {
  const browser = server.browser();
  const page = await browser.submit(
    await browser.get('/sign-in?return_to=/profile'),
    { email, password },
    'Sign in',
  );
  return { browser, page };
}

describe('the authorization server of several worlds', () => {
  test('signs people in by the address of their world, and says in each token whose it is', async () => {
    const { server } = await startWithWorlds();
    const tokens = [await server.tokens(PLAIN), await server.tokens(ONE), await server.tokens(TWO)];
    const answers = await Promise.all(tokens.map(({ access_token }) => server.introspect(access_token)));

    expect(answers.map(({ active, sub, user_id }) => [active, sub, user_id])).toEqual([
      [true, 'u-1002', 'u-1002'],
      [true, 'u-1002+one', 'u-1002+one'],
      [true, 'u-1002+two', 'u-1002+two'],
    ]);
  });

  test('gives tenants and rights as they are in the world of the account', async () => {
    const { server, one } = await startWithWorlds();
    const tokens = await Promise.all([ONE, TWO].map((email) => server.tokens(email)));
    one.users.change(PLAIN, { disabled: true });
    const answers = await Promise.all(tokens.map(({ access_token }) => server.introspect(access_token)));

    expect(answers.map(({ active }) => active)).toEqual([false, true]);
    expect((await signIn(server, ONE)).page.text).toContain('disabled');
    expect((await signIn(server, PLAIN)).page.url.pathname).not.toBe('/sign-in');
  });

  test('lets tokens, sessions and refresh tokens live by the clock of their world', async () => {
    const { server, one } = await startWithWorlds();
    const [mine, other, plain] = [
      await server.tokens(ONE),
      await server.tokens(TWO),
      await server.tokens(PLAIN),
    ];
    const { browser } = await signIn(server, ONE);
    const stays = await signIn(server, TWO);
    one.clock.advance(25 * HOUR);

    expect(await server.introspect(mine.access_token)).toEqual({ active: false });
    expect((await server.refresh(mine)).status).toBe(400);
    expect((await browser.get('/profile')).url.pathname).toBe('/sign-in');
    for (const alive of [other, plain]) {
      expect(await server.introspect(alive.access_token)).toMatchObject({ active: true });
      expect((await server.refresh(alive)).status).toBe(200);
    }
    expect((await stays.browser.get('/profile')).url.pathname).toBe('/profile');
  });

  test('loses nothing of a world when the clock of the standard one moves', async () => {
    const { server } = await startWithWorlds({ refreshGraceSeconds: 30 });
    const tokens = await server.tokens(ONE);
    const refreshed = await server.refresh(tokens);
    server.world.clock.advance(1_000 * HOUR);

    expect(await server.introspect(tokens.access_token)).toMatchObject({ active: true });
    expect(await server.refresh(tokens)).toEqual(refreshed);
  });

  test('counts wrong passwords for each world, by its clock', async () => {
    const { server, one } = await startWithWorlds();
    for (let count = 0; count < 10; count += 1) await signIn(server, ONE, 'wrong');

    expect((await signIn(server, ONE)).page.status).toBe(429);
    expect((await signIn(server, TWO)).page.status).toBe(200);
    server.world.clock.advance(HOUR);
    expect((await signIn(server, ONE)).page.status).toBe(429);
    one.clock.advance(HOUR);
    expect((await signIn(server, ONE)).page.status).toBe(200);
  });

  test.each(['one', 'default'])('resets %s alone, and keeps the clients that others use', async (name) => {
    const { server } = await startWithWorlds();
    const tokens = new Map([
      ['one', await server.tokens(ONE)],
      ['two', await server.tokens(TWO)],
      ['default', await server.tokens(PLAIN)],
    ]);
    const world = server.worlds.find(name);
    if (world) server.server.reset(world);

    for (const [where, own] of tokens) {
      expect(await server.introspect(own.access_token)).toMatchObject({ active: where !== name });
      expect((await server.refresh(own)).status).toBe(where === name ? 400 : 200);
    }
  });

  test('shows and ends on the profile page only what the account of that world approved', async () => {
    const { server } = await startWithWorlds();
    const [mine, other] = [await server.tokens(ONE), await server.tokens(TWO)];
    const { browser } = await signIn(server, ONE);
    const page = await browser.get('/profile/connections');
    await browser.submit(page, {}, 'Revoke access');

    expect(page.text.match(/Test host/g)).toHaveLength(1);
    expect(await server.introspect(mine.access_token)).toEqual({ active: false });
    expect(await server.introspect(other.access_token)).toMatchObject({ active: true });
  });

  test('takes no id in the place of an email, and no world that there is not', async () => {
    const { server } = await startWithWorlds();

    for (const email of [
      'u-1002+one',
      'u-1002',
      'marketer+three@lumenplay.example',
      'marketer+@lumenplay.example',
    ]) {
      expect((await signIn(server, email)).page.status).toBe(401);
    }
  });
});
