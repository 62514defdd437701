import { describe, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '#fixtures/users.ts';
import type { TestBrowser, TestPage } from './testing/browser.ts';
import { TestServer } from './testing/test-server.ts';

const EMAIL = 'marketer@lumenplay.example';
const BOTH_SCOPES = { scope: 'optimove:read optimove:drafts.write' };
const CONNECTIONS = '/profile/connections';

async function connected(email = EMAIL) {
  const server = await TestServer.start();
  const browser = server.browser();
  const tokens = await server.tokens(email, { ...BOTH_SCOPES, browser });
  return { server, browser, tokens };
}

const formFor = (page: TestPage, action: string) =>
  new URLSearchParams({
    action,
    csrf: page.document.querySelector('article input[name=csrf]')?.getAttribute('value') ?? '',
    client_id: page.document.querySelector('article input[name=client_id]')?.getAttribute('value') ?? '',
  });

describe('the page of connected applications', () => {
  test('opens after an OAuth sign-in without another one', async () => {
    const { browser, tokens } = await connected();

    const page = await browser.get(CONNECTIONS);

    expect(page.status).toBe(200);
    expect(page.text).toContain('Test host');
    expect(page.text).toContain('May Read Create draft Approved');
    expect(page.text).toContain('not used yet');
    expect(page.text).toContain(tokens.client_id);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('shows when an application was last used', async () => {
    const { server, browser, tokens } = await connected();
    server.world.clock.freeze(true);
    server.world.clock.set(new Date('2031-02-03T04:05:00Z'));
    const later = await server.tokens(EMAIL, { browser });

    await server.introspect(later.access_token);

    const { text } = await browser.get(CONNECTIONS);
    expect(text).toContain('Approved 3 Feb 2031 04:05, last used 3 Feb 2031 04:05');
    expect(text).not.toContain(tokens.access_token);
  });

  test('asks for sign-in first and comes back', async () => {
    const { server } = await connected();
    const browser = server.browser();

    const form = await browser.get(CONNECTIONS);
    const page = await browser.submit(form, { email: EMAIL, password: DEMO_PASSWORD }, 'Sign in');

    expect(form.url.pathname).toBe('/sign-in');
    expect(page.url.pathname).toBe(CONNECTIONS);
  });

  test('shows one application once, however often it was approved, and says when there is none', async () => {
    const { server, browser, tokens } = await connected();
    await server.tokens(EMAIL, { browser, clientId: tokens.client_id });
    expect((await browser.get(CONNECTIONS)).document.querySelectorAll('article')).toHaveLength(1);

    const page = await browser.submit(await browser.get(CONNECTIONS), {}, 'Revoke access');

    expect(page.text).toContain('Access was revoked.');
    expect(page.text).toContain('No application is connected.');
    expect(page.document.querySelector('[role=status]')).not.toBeNull();
  });

  test('revokes access at once', async () => {
    const { server, browser, tokens } = await connected();
    const { body } = await server.exchange(tokens.access_token);

    const page = await browser.submit(await browser.get(CONNECTIONS), {}, 'Revoke access');

    expect(page.hops[0]?.status).toBe(303);
    expect(await server.introspect(tokens.access_token)).toEqual({ active: false });
    expect((await server.refresh(tokens)).body).toMatchObject({ error: 'invalid_grant' });
    expect(await server.server.principal(String(body['access_token']))).toBeNull();
  });

  test('stops drafts at once and leaves reading alone', async () => {
    const { server, browser, tokens } = await connected();
    const { body } = await server.exchange(tokens.access_token);

    const page = await browser.submit(await browser.get(CONNECTIONS), {}, 'Stop draft creation');

    expect(page.text).toContain('can no longer create drafts');
    expect(page.text).toContain('May Read Approved');
    expect(page.text).not.toContain('Stop draft creation');
    expect(await server.introspect(tokens.access_token)).toMatchObject({ scope: 'optimove:read' });
    const drafts = await server.exchange(tokens.access_token, { scope: 'api:drafts' });
    expect(drafts.body).toMatchObject({ error: 'invalid_scope' });
    const speaker = await server.server.principal(String(body['access_token']));
    expect(speaker?.scopes).toEqual(new Set(['api:read']));
    expect((await server.refresh(tokens)).body).toMatchObject({ scope: 'optimove:read' });
  });

  test('ends a grant that was for drafts alone when drafts are stopped', async () => {
    const server = await TestServer.start();
    const browser = server.browser();
    const tokens = await server.tokens(EMAIL, { scope: 'optimove:drafts.write', browser });

    await browser.submit(await browser.get(CONNECTIONS), {}, 'Stop draft creation');

    expect(await server.introspect(tokens.access_token)).toEqual({ active: false });
    expect((await browser.get(CONNECTIONS)).text).toContain('No application is connected.');
  });

  test('changes nothing of another user, nor for a form that is not its own', async () => {
    const { server, tokens } = await connected();
    const stranger = server.browser();
    const own = await server.tokens('admin@lumenplay.example', { browser: stranger });
    const page = await stranger.get(CONNECTIONS);
    const foreign = formFor(page, 'revoke');
    foreign.set('client_id', tokens.client_id);
    const withoutToken = formFor(page, 'revoke');
    withoutToken.delete('csrf');
    const post = (by: TestBrowser, form: URLSearchParams, headers = {}) =>
      by.post(CONNECTIONS, form, headers);

    expect((await post(stranger, foreign)).text).not.toContain('Access was revoked');
    expect((await post(stranger, withoutToken)).status).toBe(403);
    expect((await post(stranger, formFor(page, 'revoke'), { origin: 'https://evil.example' })).status).toBe(
      403,
    );
    expect((await post(server.browser(), formFor(page, 'revoke'))).url.pathname).toBe('/sign-in');
    await post(stranger, formFor(page, 'unknown'));

    expect(page.text).not.toContain(tokens.client_id);
    expect(await server.introspect(tokens.access_token)).toMatchObject({ active: true });
    expect(await server.introspect(own.access_token)).toMatchObject({ active: true });
  });
});

describe('the profile page', () => {
  test('says who is signed in, and leads to the connected applications', async () => {
    const { browser } = await connected('agency@agency.example');

    const page = await browser.get('/profile');

    expect(page.text).toContain('agency@agency.example');
    expect(page.text).toContain('Northaisle, marketer: North Aisle');
    expect(page.document.querySelector('main a')?.getAttribute('href')).toBe(CONNECTIONS);
  });
});
