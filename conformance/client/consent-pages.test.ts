import { describe, expect, test } from 'vitest';
import { walkConsentPages } from './consent-pages.ts';
import type { Fetch } from './wire.ts';

const REDIRECT = 'http://127.0.0.1:7777/callback';
const credentials = { email: 'ann@test.example', password: 's3cret' };

const SIGN_IN = `<form method="post" action="/session"><input type="hidden" name="t" value="1">
  <input type="text" name="login"><input type="password" name="secret"><button>Go</button></form>`;
const CONSENT = `<h1>Access</h1><form method="post"><input type="checkbox" name="scope" value="read" checked>
  <input type="checkbox" name="scope" value="all"><select name="tenant"><option value="a">A</option></select>
  <button name="answer" value="no">Deny</button><button name="answer" value="yes">Approve access</button></form>`;

function html(body: string, headers: Record<string, string> = {}): Response {
  return new Response(body, { headers: { 'content-type': 'text/html', ...headers } });
}

function redirect(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}

/** Answers by path, and keeps what was sent. */
function pages(answers: Record<string, (form: URLSearchParams, request: Request) => Response>) {
  const sent: { path: string; form: Record<string, string>; cookie: string | null; origin: string | null }[] =
    [];
  const fetch: Fetch = async (request) => {
    const { pathname } = new URL(request.url);
    const form = new URLSearchParams(await request.clone().text());
    sent.push({
      path: `${request.method} ${pathname}`,
      form: Object.fromEntries(form),
      cookie: request.headers.get('cookie'),
      origin: request.headers.get('origin'),
    });
    return answers[`${request.method} ${pathname}`]?.(form, request) ?? new Response('lost', { status: 404 });
  };
  return { fetch, sent };
}

describe('walkConsentPages', () => {
  test('signs in, approves and comes back with the answer', async () => {
    const { fetch, sent } = pages({
      'GET /authorize': () => html(SIGN_IN, { 'set-cookie': 'flow=1; Path=/; HttpOnly' }),
      'POST /session': () => redirect('/consent'),
      'GET /consent': () => html(CONSENT),
      'POST /consent': () => redirect(`${REDIRECT}?code=c`),
    });

    const walk = await walkConsentPages({
      fetch,
      start: new URL('https://as.test/authorize'),
      redirectUri: REDIRECT,
      credentials,
    });

    expect(walk.callback?.searchParams.get('code')).toBe('c');
    expect(walk.pages.map(({ kind }) => kind)).toEqual(['sign-in', 'consent']);
    expect(sent.filter(({ path }) => path.startsWith('POST'))).toEqual([
      {
        path: 'POST /session',
        form: { t: '1', login: 'ann@test.example', secret: 's3cret' },
        cookie: 'flow=1',
        origin: 'https://as.test',
      },
      {
        path: 'POST /consent',
        form: { scope: 'read', tenant: 'a', answer: 'yes' },
        cookie: 'flow=1',
        origin: 'https://as.test',
      },
    ]);
  });

  test('presses the button that it is told to press', async () => {
    const { fetch, sent } = pages({
      'GET /consent': () => html(CONSENT),
      'POST /consent': (form) => redirect(`${REDIRECT}?error=${form.get('answer')}`),
    });

    const start = new URL('https://as.test/consent');
    const walk = await walkConsentPages({
      fetch,
      start,
      redirectUri: REDIRECT,
      credentials,
      press: /deny/iu,
    });

    expect(walk.callback?.searchParams.get('error')).toBe('no');
    expect(sent).toHaveLength(2);
  });

  test('stops when the sign-in page comes back', async () => {
    const { fetch } = pages({ 'GET /': () => html(SIGN_IN), 'POST /session': () => html(SIGN_IN) });

    const start = new URL('https://as.test/');
    const walk = await walkConsentPages({ fetch, start, redirectUri: REDIRECT, credentials });

    expect(walk).toMatchObject({ callback: null, pages: [{ kind: 'sign-in' }, { kind: 'sign-in' }] });
  });

  test('stops at a page without a form, and in a circle', async () => {
    const { fetch } = pages({
      'GET /error': () => html('<p>Unknown client</p>'),
      'GET /round': () => redirect('/round'),
    });
    const walk = async (path: string) =>
      walkConsentPages({
        fetch,
        start: new URL(path, 'https://as.test'),
        redirectUri: REDIRECT,
        credentials,
      });

    expect(await walk('/error')).toMatchObject({
      callback: null,
      pages: [{ kind: 'other', text: 'Unknown client' }],
    });
    expect(await walk('/round')).toMatchObject({ callback: null, pages: [] });
  });
});
