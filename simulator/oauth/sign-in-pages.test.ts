import { describe, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '#fixtures/users.ts';
import { ISSUER, TestServer } from './testing/test-server.ts';

const EMAIL = 'marketer@lumenplay.example';
const RIGHT = { email: EMAIL, password: DEMO_PASSWORD };

async function signIn(server: TestServer, fields: Record<string, string>, returnTo = '/profile') {
  const browser = server.browser();
  const form = await browser.get(`/sign-in?return_to=${encodeURIComponent(returnTo)}`);
  return { browser, form, page: await browser.submit(form, fields, 'Sign in') };
}

const requestOf = async (browser: ReturnType<TestServer['browser']>) =>
  new Request(`${ISSUER}/console`, { headers: { cookie: await browser.jar.getCookieString(ISSUER) } });

describe('signing in', () => {
  test('shows a form that people, screen readers and password managers understand', async () => {
    const server = await TestServer.start();
    const { form } = await signIn(server, RIGHT);

    const inputs = form.document.querySelectorAll('main input:not([type=hidden])');
    expect(inputs.map((input) => [input.getAttribute('type'), input.getAttribute('autocomplete')])).toEqual([
      ['email', 'username'],
      ['password', 'current-password'],
    ]);
    for (const input of inputs) {
      expect(form.document.querySelector(`label[for=${input.id}]`)).not.toBeNull();
    }
    expect(form.document.querySelectorAll('main button[type=submit]')).toHaveLength(1);
  });

  test('opens the page that was asked for, and tells the console who it is', async () => {
    const server = await TestServer.start();

    const { browser, page } = await signIn(server, RIGHT, '/profile/connections');

    expect(page.url.pathname).toBe('/profile/connections');
    const signedIn = await server.server.signedIn(await requestOf(browser));
    expect(signedIn).toMatchObject({ user: { email: EMAIL }, csrf: expect.any(String) });
    expect(await server.server.signedIn(new Request(`${ISSUER}/console`))).toBeNull();
  });

  test('answers an unknown account, an empty one and a wrong password alike', async () => {
    const server = await TestServer.start();
    const wrong = { email: EMAIL, password: 'wrong' };

    const pages = [
      await signIn(server, wrong),
      await signIn(server, { email: 'nobody@lumenplay.example', password: DEMO_PASSWORD }),
      await signIn(server, { email: 'disabled@lumenplay.example', password: 'wrong' }),
      await signIn(server, { email: '', password: '' }),
    ].map(({ page }) => page);

    for (const { status, text, document } of pages) {
      expect(status).toBe(401);
      expect(text).toContain('Email or password is wrong');
      expect(text).toBe(pages[0]?.text);
      expect(document.querySelector('[role=alert]')).not.toBeNull();
      expect(document.querySelector('input[type=password]')?.getAttribute('value')).toBe('');
    }
  });

  test('says that an account is disabled to whoever knows its password, and to nobody else', async () => {
    const server = await TestServer.start();

    const { page, browser } = await signIn(server, {
      email: 'disabled@lumenplay.example',
      password: DEMO_PASSWORD,
    });

    expect(page.status).toBe(403);
    expect(page.text).toContain('This account cannot sign in');
    expect(await server.server.signedIn(await requestOf(browser))).toBeNull();
  });

  test('stops after ten failures for an account, known or not, until a minute has passed in the world', async () => {
    const server = await TestServer.start();
    for (const email of [EMAIL, 'nobody@lumenplay.example']) {
      for (let count = 0; count < 10; count += 1) {
        expect((await signIn(server, { email: email.toUpperCase(), password: 'wrong' })).page.status).toBe(
          401,
        );
      }
      const { page } = await signIn(server, { email, password: DEMO_PASSWORD });
      expect(page.status).toBe(429);
      expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(page.text).toContain('Try again in');
    }
    expect((await signIn(server, { ...RIGHT, email: 'admin@lumenplay.example' })).page.status).toBe(200);

    server.world.clock.advance(60_000);

    expect((await signIn(server, RIGHT)).page.status).toBe(200);
  });

  test('begins to count anew after a reset', async () => {
    const server = await TestServer.start();
    for (let count = 0; count < 10; count += 1) await signIn(server, { email: EMAIL, password: 'wrong' });
    server.server.reset(server.world);

    expect((await signIn(server, RIGHT)).page.status).toBe(200);
  });

  test.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/a/..//evil.example/',
    'javascript:alert(1)',
    'evil.example',
    '/%0d%0aLocation:%20https://evil.example',
  ])('never leads on to %s', async (returnTo) => {
    const server = await TestServer.start();

    const { page: byLink } = await signIn(server, RIGHT, returnTo);
    const { page: byForm } = await signIn(server, { ...RIGHT, return_to: returnTo });

    for (const { leftTo, hops } of [byLink, byForm]) {
      const location = new URL(hops[0]?.headers.get('location') ?? '', ISSUER);
      expect(leftTo).toBeNull();
      expect(location.origin).toBe(ISSUER);
    }
  });

  test('sends on with 303, so that no browser repeats the password', async () => {
    const server = await TestServer.start();

    const { page } = await signIn(server, RIGHT);

    expect(page.hops[0]?.status).toBe(303);
  });

  test('starts a session with an id of its own, in a cookie that scripts and other sites cannot use', async () => {
    const server = await TestServer.start();
    const { browser, page } = await signIn(server, RIGHT);
    const before = await browser.jar.getCookieString(ISSUER);

    await browser.submit(await browser.get('/sign-in'), RIGHT, 'Sign in');

    expect(await browser.jar.getCookieString(ISSUER)).not.toBe(before);
    const stolen = new Request(`${ISSUER}/console`, { headers: { cookie: before } });
    expect(await server.server.signedIn(stolen)).toBeNull();
    for (const cookie of page.hops[0]?.headers.getSetCookie() ?? []) {
      expect(cookie).toMatch(/; httponly/i);
      expect(cookie).toMatch(/; samesite=lax/i);
      expect(cookie).not.toMatch(/; domain/i);
    }
  });

  test('uses a cookie bound to the host where there is https', async () => {
    const server = await TestServer.start({ issuer: 'https://login.example' });

    const answer = await server.fetch('https://login.example/sign-in', {
      method: 'POST',
      body: new URLSearchParams(RIGHT),
    });

    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-simulator-session=[^;]+; path=\/; samesite=lax; secure; httponly$/);
  });

  test('does not know a session whose cookie was changed', async () => {
    const server = await TestServer.start();
    const { browser } = await signIn(server, RIGHT);
    const cookie = await browser.jar.getCookieString(ISSUER);

    const changed = cookie.replace(
      /session=(.)/,
      (_all, first: string) => `session=${first === 'a' ? 'b' : 'a'}`,
    );

    expect(await server.server.signedIn(new Request(ISSUER, { headers: { cookie } }))).not.toBeNull();
    expect(await server.server.signedIn(new Request(ISSUER, { headers: { cookie: changed } }))).toBeNull();
  });

  test('lasts eight hours by the clock of the world, and ends with the account or a reset', async () => {
    const server = await TestServer.start();
    const { browser } = await signIn(server, RIGHT);
    const request = await requestOf(browser);
    const isSignedIn = async () => (await server.server.signedIn(request)) !== null;

    expect(await isSignedIn()).toBe(true);
    server.world.users.change(EMAIL, { disabled: true });
    expect(await isSignedIn()).toBe(false);
    server.world.users.change(EMAIL, { disabled: false });
    server.world.clock.advance(8 * 60 * 60 * 1000 - 1_000);
    expect(await isSignedIn()).toBe(true);
    server.world.clock.advance(2_000);
    expect(await isSignedIn()).toBe(false);

    const { browser: second } = await signIn(server, RIGHT);
    server.server.reset(server.world);
    expect(await server.server.signedIn(await requestOf(second))).toBeNull();
  });

  test.each([
    ['another site by its fetch metadata', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbouring site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['an origin that hides', { origin: 'null' }],
    [
      'this computer under another name',
      { origin: 'http://127.0.0.1:4320', 'sec-fetch-site': 'same-origin' },
    ],
  ])('refuses a form from %s, and says where to send it from', async (_name, headers) => {
    const server = await TestServer.start();
    const browser = server.browser();

    const page = await browser.post('/sign-in', new URLSearchParams(RIGHT), headers);

    expect(page.status).toBe(403);
    expect(page.text).toContain(`Open the page at ${ISSUER}`);
    expect(await server.server.signedIn(await requestOf(browser))).toBeNull();
  });
});

describe('signing out', () => {
  test('ends the session, with the token of the form only', async () => {
    const server = await TestServer.start();
    const { browser, page } = await signIn(server, RIGHT);
    const csrf = page.document
      .querySelector('form[action="/sign-out"] input[name=csrf]')
      ?.getAttribute('value');
    const request = await requestOf(browser);

    expect((await browser.post('/sign-out', new URLSearchParams({ csrf: 'x' }))).status).toBe(403);
    expect(await server.server.signedIn(request)).not.toBeNull();
    const out = await browser.post('/sign-out', new URLSearchParams({ csrf: csrf ?? '' }));

    expect(out.text).toContain('You are signed out.');
    expect(await server.server.signedIn(request)).toBeNull();
    expect((await browser.get('/sign-out')).status).toBe(405);
  });
});
