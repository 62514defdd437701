import { describe, expect, test } from 'vitest';
import { stylesheet } from './pages/assets.ts';
import { ORIGIN, createTinySimulator } from './testing/tiny-simulator.ts';

async function open(path: string, headers: Record<string, string> = {}) {
  const simulator = await createTinySimulator();
  return simulator.fetch(new Request(ORIGIN + path, { headers }));
}

describe('the simulator', () => {
  test('leads from its root to the console, and from there to the sign-in page and back', async () => {
    const root = await open('/');
    const page = await open('/console/tenants/one?a=1&b=2');

    expect([root.status, root.headers.get('location')]).toEqual([303, '/console']);
    expect([page.status, page.headers.get('location')]).toEqual([
      303,
      '/sign-in?return_to=%2Fconsole%2Ftenants%2Fone%3Fa%3D1%26b%3D2',
    ]);
  });

  test.each(['/sign-in', '/sign-in/', '/sign-in/more', '/oauth/authorize', '/oauth/a/b'])(
    'hands %s to the authorization server',
    async (path) => {
      const response = await open(path);

      expect(await response.text()).toBe(`authorization server: ${path}`);
    },
  );

  test.each(['/sign-inn', '/oauthx', '/nothing', '/assets/nothing.css', '/assets/..%2F..%2Fpackage.json'])(
    'answers %s with a page for a browser and JSON for a program',
    async (path) => {
      const [page, json] = [await open(path, { accept: 'text/html,*/*' }), await open(path)];

      expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
      expect([json.status, await json.json()]).toMatchObject([404, { error: { code: 'not_found' } }]);
    },
  );

  test.each([
    '/',
    '/console',
    '/openapi.json',
    stylesheet.path,
    '/nothing',
    '/api/v1/me',
    '/api/v1/tenants/one/campaigns',
    '/api/v1/tenants/one/campaigns/10',
    '/api/v1/tenants/one/campaigns/999',
    '/api/v1/nothing',
  ])('answers a HEAD of %s as it answers a GET, without a body', async (path) => {
    const { world, ...simulator } = await createTinySimulator();
    world.clock.freeze(true);
    const headers = { authorization: 'Bearer user:ann' };
    const [get, head] = await Promise.all(
      ['GET', 'HEAD'].map((method) => simulator.fetch(new Request(ORIGIN + path, { method, headers }))),
    );

    expect([head?.status, [...(head?.headers ?? [])]]).toEqual([get?.status, [...(get?.headers ?? [])]]);
    expect(await head?.text()).toBe('');
  });

  test('takes requests by whatever name it is reached', async () => {
    const simulator = await createTinySimulator();
    const response = await simulator.fetch(new Request('http://172.17.0.2:8080/openapi.json'));

    expect(await response.json()).toMatchObject({ servers: [{ url: ORIGIN }] });
  });
});
