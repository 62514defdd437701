import { describe, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '#fixtures/users.ts';
import { mayFetchDocument } from './client-id-documents.ts';
import { authorizationRequest, discover, reachConsent, REDIRECT_URI } from './testing/sign-in.ts';
import { ISSUER, TestServer } from './testing/test-server.ts';

const CLIENT_ID = 'https://host.example/oauth/client.json';
const DOCUMENT = {
  client_id: CLIENT_ID,
  client_name: 'Host by document',
  redirect_uris: [REDIRECT_URI, 'https://host.example/callback'],
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'none',
};

async function authorize(clientId: string, document: unknown = DOCUMENT, init: ResponseInit = {}) {
  const server = await TestServer.start();
  server.network.set(clientId, () => Response.json(document, init));
  const metadata = await discover(ISSUER, server.fetch);
  const { url } = await authorizationRequest(metadata, { clientId });
  return { server, url, page: await server.browser().get(url) };
}

describe('a client ID metadata document', () => {
  test('stands for a registration, with consent each time', async () => {
    const { server, url } = await authorize(CLIENT_ID);

    const tokens = await server.tokens('marketer@lumenplay.example', { clientId: CLIENT_ID });

    expect(await server.introspect(tokens.access_token)).toMatchObject({
      active: true,
      client_id: CLIENT_ID,
    });
    expect((await server.refresh(tokens)).status).toBe(200);
    const consent = await reachConsent(server.browser(), url, {
      email: 'admin@lumenplay.example',
      password: DEMO_PASSWORD,
    });
    expect(consent.text).toContain('Host by document asks for access');
    expect(consent.text).toContain(CLIENT_ID);
    expect(server.fetched.filter((fetched) => fetched === CLIENT_ID)).toHaveLength(1);
  });

  test('is held to the same redirect policy as a registration', async () => {
    const { server } = await authorize(CLIENT_ID);
    const metadata = await discover(ISSUER, server.fetch);
    const foreign = { clientId: CLIENT_ID, redirectUri: 'https://host.example/callback' };

    const { url } = await authorizationRequest(metadata, foreign);
    const page = await server.browser().get(url);

    expect(page.status).toBe(400);
    expect(page.text).toContain('may not send you back there');
  });

  test.each([
    ['names another client', { ...DOCUMENT, client_id: 'https://other.example/client.json' }, {}],
    ['holds a secret', { ...DOCUMENT, client_secret: 'x' }, {}],
    ['is signed in with a secret', { ...DOCUMENT, token_endpoint_auth_method: 'client_secret_post' }, {}],
    ['has only foreign redirect URIs', { ...DOCUMENT, redirect_uris: ['https://host.example/callback'] }, {}],
    ['has a harmful redirect URI', { ...DOCUMENT, redirect_uris: [REDIRECT_URI, 'javascript:alert(1)'] }, {}],
    ['is no object', [DOCUMENT], {}],
    ['is larger than 5 kB', { ...DOCUMENT, pad: 'x'.repeat(6_000) }, {}],
    ['is elsewhere', DOCUMENT, { status: 302, headers: { location: 'https://other.example/' } }],
    ['is missing', DOCUMENT, { status: 404 }],
  ])('is refused when it %s', async (_name, document, init) => {
    const { page, server } = await authorize(CLIENT_ID, document, init);

    expect(page.status).toBe(400);
    expect(page.hops[0]?.headers.get('location')).toBeNull();
    expect(page.document.querySelector('[role=alert]')).not.toBeNull();
    expect(new Set(server.fetched)).toEqual(new Set([CLIENT_ID]));
  });

  test('that cannot be reached is said to be so', async () => {
    const { server, url } = await authorize('https://host.example/other.json');
    url.searchParams.set('client_id', CLIENT_ID);

    const page = await server.browser().get(url);

    expect(page.status).toBe(400);
    expect(page.text).toContain('its metadata document could not be fetched');
    expect(page.text).toContain('client_id metadata document fetch failed');
  });

  test.each([
    'http://host.example/client.json',
    'https://user@host.example/client.json',
    'https://host.example/a/../client.json',
    'https://host.example/client.json#x',
    'https://localhost/client.json',
    'https://127.0.0.1/client.json',
    'https://169.254.169.254/client.json',
    'https://[::1]/client.json',
    'https://2130706433/client.json',
    'https://printer.local/client.json',
    'https://metadata.google.internal/client.json',
    'https://intranet/client.json',
    'https://host.localhost./client.json',
  ])('is never fetched from %s', async (clientId) => {
    const { page, server } = await authorize(clientId);

    expect(page.status).toBe(400);
    expect(server.fetched).toEqual([]);
  });

  test('may be bound to named hosts', () => {
    expect(mayFetchDocument(CLIENT_ID, ['host.example'])).toBe(true);
    expect(mayFetchDocument(CLIENT_ID, ['other.example'])).toBe(false);
    expect(mayFetchDocument('https://host.example:8443/client.json', ['host.example'])).toBe(false);
    expect(mayFetchDocument('https://localhost:8443/client.json', ['localhost:8443'])).toBe(true);
    expect(mayFetchDocument(CLIENT_ID, 'any-https')).toBe(true);
  });
});
