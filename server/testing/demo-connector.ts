import { API_SCOPES } from '#contract/scopes.ts';
import { openWorld } from '#fixtures/open-world.ts';
import { assembleSimulator } from '#simulator/assemble.ts';
import { createWorld } from '#simulator/tenant/world.ts';
import { nameTokens } from '#simulator/testing/tiny-simulator.ts';
import { z } from 'zod';
import type { ConnectorOptions } from '../app.ts';
import { startConnector } from './connector.ts';
import { API } from './fake-upstream.ts';
import { LUMENPLAY } from './principal.ts';
import { loadTools } from '../tools/registry.ts';

const ORIGIN = 'http://localhost:4320';
const NOW = new Date('2026-11-22T12:00:00Z');
const NORTHAISLE = { id: 'northaisle', name: 'Northaisle', region: 'eu', time_zone: 'America/Chicago' };

/** What runs long becomes a job at once. */
const IMPATIENT = { patienceMs: 0 };

export const EVERY_SCOPE = 'optimove:read optimove:drafts.write';

export interface DemoUser {
  email?: string;
  scope?: string;
  tenants?: 'one' | 'two';
}

const answerSchema = z.object({
  result: z.looseObject({}).optional(),
  error: z.object({ code: z.number(), message: z.string(), data: z.unknown().optional() }).optional(),
});
export type Answer = z.infer<typeof answerSchema>;

/** The whole connector before the demo world of seed 1, whose clock stands still, in this process. A bug in either fails the test. */
export async function openDemoConnector(options: Partial<ConnectorOptions> = {}) {
  const world = createWorld({ seed: 1, scale: 'small', clock: NOW, open: openWorld });
  world.clock.freeze(true);
  world.clock.set(NOW);
  const names = nameTokens(world);
  const simulator = await assembleSimulator({
    world,
    origin: ORIGIN,
    authorizationServer: {
      ...names,
      async principal(bearer) {
        const principal = await names.principal(bearer);
        return principal && { ...principal, scopes: new Set(API_SCOPES) };
      },
    },
    onBug(error) {
      throw error;
    },
  });
  const { connector, post, upstream } = await startConnector({
    tools: await loadTools(),
    ...IMPATIENT,
    ...options,
  });

  /** One request of MCP 2026-07-28, and its answer. */
  async function ask(
    method: string,
    params: Record<string, unknown> = {},
    { email = 'marketer@lumenplay.example', scope = 'optimove:read', tenants = 'one' }: DemoUser = {},
  ): Promise<Answer> {
    upstream.introspection['user_id'] = world.users.find(email)?.id;
    upstream.introspection['scope'] = scope;
    upstream.introspection['tenants'] = tenants === 'one' ? [LUMENPLAY] : [LUMENPLAY, NORTHAISLE];
    upstream.answer = ({ origin, pathname, search }, request) => {
      if (pathname === '/oauth/introspect')
        return Response.json(upstream.introspection, { headers: { date: NOW.toUTCString() } });
      if (origin !== API) return undefined;
      const headers = new Headers(request.headers);
      headers.set('authorization', `Bearer user:${email}`);
      return simulator.fetch(new Request(new Request(`${ORIGIN}${pathname}${search}`, request), { headers }));
    };
    const { uri } = params;
    const authorization = `Bearer ${await upstream.token({ claims: { scope } })}`;
    const headers = { authorization, ...(typeof uri === 'string' && { 'mcp-name': headerValue(uri) }) };
    const response = await post(method, params, { headers });
    return answerSchema.parse(await response.json());
  }

  /** Lets every analytics query take so long; 0 for as long as it takes. */
  async function slowDown(latencyMs: number): Promise<void> {
    const rules =
      latencyMs === 0 ? [] : [{ match: { path: '/api/v1/*/analytics/*' }, effect: { latencyMs } }];
    const request = { method: 'PUT', body: JSON.stringify(rules) };
    await simulator.control.fetch(new Request('http://127.0.0.1:4321/faults', request));
  }

  return { ask, slowDown, connector, upstream, world };
}

export type DemoConnector = Awaited<ReturnType<typeof openDemoConnector>>;

/** @see MCP 2026-07-28, Transports, "Value Encoding" */
function headerValue(text: string): string {
  return /^[\x21-\x7e]+$/.test(text) ? text : `=?base64?${Buffer.from(text).toString('base64')}?=`;
}
