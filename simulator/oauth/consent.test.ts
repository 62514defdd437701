import { describe, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '#fixtures/users.ts';
import { authorizationRequest, discover, reachConsent, register, REDIRECT_URI } from './testing/sign-in.ts';
import { ISSUER, TestServer } from './testing/test-server.ts';

const EMAIL = 'marketer@lumenplay.example';
const BOTH_SCOPES = 'optimove:read optimove:drafts.write';

/** A person in front of the consent page. */
async function atConsent(more: Record<string, string> = {}, email = EMAIL) {
  const server = await TestServer.start();
  const metadata = await discover(ISSUER, server.fetch);
  const client = await register(metadata, server.fetch);
  const { url } = await authorizationRequest(metadata, { clientId: client.client_id, more });
  const browser = server.browser();
  const page = await reachConsent(browser, url, { email, password: DEMO_PASSWORD });
  return { server, browser, page, url, client };
}

const approval = (csrf: string) => new URLSearchParams({ csrf, decision: 'approve', scope: 'optimove:read' });
const checkboxes = (page: Awaited<ReturnType<typeof atConsent>>['page']) =>
  page.document.querySelectorAll('input[type=checkbox]').map((box) => box.getAttribute('value'));

describe('the consent page', () => {
  test('says who asks, where it leads, what may be done and never, and for whom', async () => {
    const { page, client } = await atConsent({ scope: BOTH_SCOPES });

    for (const words of [
      'Test host asks for access to Optimove',
      'is not verified',
      '127.0.0.1:33418',
      REDIRECT_URI,
      'This is a program on this computer',
      client.client_id,
      'Campaigns, promotions, triggers, journeys and Streams',
      'It can never activate, schedule or send anything, nor change or delete what exists.',
      'Lumenplay Marketer',
      EMAIL,
      'Lumenplay, marketer: LumenPlay, LumenBet',
      'You can take this back at any time',
    ]) {
      expect(page.text).toContain(words);
    }
    const buttons = page.document.querySelectorAll('main .button-pair button');
    expect(buttons.map((button) => button.textContent.trim())).toEqual(['Deny', 'Approve']);
    expect(page.document.querySelector('strong')).not.toBeNull();
    expect(checkboxes(page)).toEqual(['optimove:read', 'optimove:drafts.write']);
  });

  test('names every tenant of the user', async () => {
    const { page } = await atConsent({}, 'agency@agency.example');

    expect(page.text).toContain('Lumenplay, marketer: LumenPlay, LumenBet');
    expect(page.text).toContain('Northaisle, marketer: North Aisle');
  });

  test('does not warn of this computer where it leads to Claude', async () => {
    const server = await TestServer.start();
    const metadata = await discover(ISSUER, server.fetch);
    const redirectUri = 'https://claude.ai/api/mcp/auth_callback';
    const client = await register(metadata, server.fetch, redirectUri);
    const { url } = await authorizationRequest(metadata, { clientId: client.client_id, redirectUri });
    const browser = server.browser();

    const page = await reachConsent(browser, url, { email: EMAIL, password: DEMO_PASSWORD });

    expect(page.text).toContain('claude.ai');
    expect(page.text).not.toContain('This is a program on this computer');
    expect((await browser.submit(page, {}, 'Approve')).leftTo?.href).toMatch(
      /^https:\/\/claude\.ai\/api\/mcp\/auth_callback\?code=/,
    );
  });

  test('cannot be framed, leaks no address, and lets forms lead to the application only', async () => {
    const { page } = await atConsent();

    expect(page.headers.get('content-security-policy')).toContain(
      "form-action 'self' http://127.0.0.1:33418; frame-ancestors 'none'",
    );
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  test('shows a name as text, whatever it contains', async () => {
    const server = await TestServer.start();
    const answer = await server.fetch(`${ISSUER}/oauth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: [REDIRECT_URI], client_name: '<script>alert(1)</script>' }),
    });
    const { client_id: clientId }: { client_id: string } = JSON.parse(await answer.text());
    const { url } = await authorizationRequest(await discover(ISSUER, server.fetch), { clientId });

    const page = await reachConsent(server.browser(), url, { email: EMAIL, password: DEMO_PASSWORD });

    expect(page.document.querySelectorAll('main script')).toHaveLength(0);
    expect(page.text).toContain('<script>alert(1)</script> asks for access');
  });

  test.each(['analyst@lumenplay.example', 'viewer@lumenplay.example'])(
    'does not offer %s to let drafts be created, nor give it to a form that was tampered with',
    async (email) => {
      const { server, page } = await atConsent({ scope: BOTH_SCOPES }, email);

      expect(checkboxes(page)).toEqual(['optimove:read']);
      expect(page.text).toContain('your role does not include creating drafts');
      const tampered = { scope: ['optimove:read', 'optimove:drafts.write'] };
      const tokens = await server.tokens(email, { scope: BOTH_SCOPES, approve: tampered });
      expect(tokens.scope).toBe('optimove:read');
    },
  );

  test('is shown every time: for a second client, the same client again, and more scopes', async () => {
    const { server, browser, page, url } = await atConsent();
    await browser.submit(page, {}, 'Approve');
    const metadata = await discover(ISSUER, server.fetch);
    const other = await register(metadata, server.fetch);
    const { url: otherUrl } = await authorizationRequest(metadata, { clientId: other.client_id });
    const more = new URL(url);
    more.searchParams.set('scope', BOTH_SCOPES);

    for (const again of [url, otherUrl, more]) {
      expect((await browser.get(again)).text).toContain('Test host asks for access');
    }
    const silent = new URL(url);
    silent.searchParams.set('prompt', 'none');
    expect((await browser.get(silent)).leftTo?.searchParams.get('error')).toBe('consent_required');
  });
});

describe('answering the consent page', () => {
  test('goes back to the application with a code, or with its refusal', async () => {
    const { browser, page, url } = await atConsent();

    const { leftTo: approved, hops } = await browser.submit(page, {}, 'Approve');
    const { leftTo: denied } = await browser.submit(await browser.get(url), {}, 'Deny');

    expect(approved?.searchParams.get('code')).not.toBeNull();
    expect(approved?.searchParams.get('iss')).toBe(ISSUER);
    expect(hops.map(({ status }) => status)).toEqual([303, 303]);
    expect(denied?.searchParams.get('error')).toBe('access_denied');
    expect(denied?.searchParams.get('iss')).toBe(ISSUER);
    expect(denied?.searchParams.has('code')).toBe(false);
  });

  test('gives only what was ticked, whatever else the form says', async () => {
    const server = await TestServer.start();

    const less = await server.tokens(EMAIL, { scope: BOTH_SCOPES, approve: { scope: ['optimove:read'] } });
    const more = await server.tokens(EMAIL, {
      scope: 'optimove:read',
      approve: { scope: ['optimove:read', 'optimove:drafts.write', 'optimove:everything'] },
    });

    expect(less.scope).toBe('optimove:read');
    expect(more.scope).toBe('optimove:read');
  });

  test('with nothing ticked asks again', async () => {
    const { browser, page } = await atConsent();

    const again = await browser.submit(page, { scope: [] }, 'Approve');

    expect(again.status).toBe(400);
    expect(again.document.querySelector('[role=alert]')?.textContent).toContain('Choose what');
  });

  test('counts only with the token of the form, from a page of ours, in the browser that began', async () => {
    const { server, browser, page } = await atConsent();
    const csrf = page.document.querySelector('main input[name=csrf]')?.getAttribute('value') ?? '';
    const statusOf = async (sent: URLSearchParams, headers: Record<string, string>, by = browser) =>
      (await by.post(page.url, sent, headers)).status;

    expect(await statusOf(approval(''), {})).toBe(403);
    expect(await statusOf(approval('x'.repeat(csrf.length)), {})).toBe(403);
    expect(await statusOf(approval(csrf), { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await statusOf(approval(csrf), { origin: 'null' })).toBe(403);
    expect(await statusOf(approval(csrf), { origin: 'https://evil.example' })).toBe(403);
    expect(await statusOf(approval(csrf), {}, server.browser())).toBe(400);
    const { leftTo } = await browser.post(page.url, approval(csrf));
    expect(leftTo?.searchParams.has('code')).toBe(true);
  });

  test('cannot be done under the address of another request', async () => {
    const { server, browser, page, url } = await atConsent();
    const person = { email: EMAIL, password: DEMO_PASSWORD };
    const other = await reachConsent(server.browser(), url, person);
    const form = approval(page.document.querySelector('main input[name=csrf]')?.getAttribute('value') ?? '');
    const cookie = await browser.jar.getCookieString(page.url.href);
    const approve = async ({ href }: URL) =>
      (await server.fetch(href, { method: 'POST', body: form, headers: { cookie } })).status;

    expect(await approve(other.url)).toBe(400);
    expect(await approve(page.url)).toBe(303);
  });

  test('cannot be done twice', async () => {
    const { browser, page } = await atConsent();

    expect((await browser.submit(page, {}, 'Approve')).leftTo).not.toBeNull();
    expect((await browser.submit(page, {}, 'Approve')).text).toContain('This request has expired');
  });

  test('is too late after ten minutes in the world', async () => {
    const { server, browser, page } = await atConsent();

    server.world.clock.advance(601_000);

    expect((await browser.submit(page, {}, 'Approve')).status).toBe(400);
  });

  test('may be left to another account', async () => {
    const { server, browser, page } = await atConsent();

    const signIn = await browser.submit(page, {}, 'Not you? Use another account');
    const other = { email: 'admin@lumenplay.example', password: DEMO_PASSWORD };
    const consent = await browser.submit(signIn, other, 'Sign in');

    expect(signIn.text).toContain('Sign in to Optimove to go on to Test host');
    expect(consent.text).toContain('admin@lumenplay.example');
    await browser.submit(consent, {}, 'Approve');
    expect((await browser.get('/profile')).text).toContain('Lumenplay Admin');
    expect(server.server.revoke(EMAIL)).toBe(0);
  });

  test('asks for the password again when the application wants that', async () => {
    const { browser, url } = await atConsent();
    url.searchParams.set('prompt', 'login');

    const again = await browser.get(url);
    const consent = await browser.submit(again, { email: EMAIL, password: DEMO_PASSWORD }, 'Sign in');

    expect(again.text).toContain('Sign in to Optimove');
    expect(consent.text).toContain('Test host asks for access');
  });

  test('begins with signing in for whoever was disabled meanwhile', async () => {
    const { server, browser, page, url } = await atConsent();

    server.world.users.change(EMAIL, { disabled: true });

    expect((await browser.get(page.url)).text).toContain('Sign in to Optimove');
    expect((await browser.get(url)).text).toContain('Sign in to Optimove');
  });
});
