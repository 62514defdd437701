import { afterAll, expect, test } from 'vitest';
import { createSimulator } from '#simulator/app.ts';
import { interceptBy } from '#simulator/network/fetch-source.ts';

// The example of the README: a simulator on no port, for tests of whatever calls the tenant API.
const simulator = await createSimulator({
  origin: 'http://tenant.test',
  mcpResource: 'http://connector.test/mcp',
  connectorJwksUrl: 'http://connector.test/.well-known/jwks.json',
  refreshGraceSeconds: 0,
  extraRedirectUris: [],
  clock: '2026-06-15T12:00:00Z',
});
const letGo = await interceptBy(simulator.handlers);
afterAll(letGo);

test('a call without a token is refused, and is in the journal', async () => {
  const response = await fetch('http://tenant.test/api/v1/me');

  expect(response.status).toBe(401);
  expect(simulator.world.journal.read({}).entries).toMatchObject([{ endpoint: 'get-me', status: 401 }]);
});

test('the control API is at hand without a port', async () => {
  const response = await simulator.control.fetch(new Request('http://localhost/clock'));

  expect(await response.json()).toMatchObject({ now: expect.stringMatching(/^2026-06-15T12:0/) });
});
