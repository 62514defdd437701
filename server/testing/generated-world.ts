import { z } from 'zod';
import type { UserRecord } from '#fixtures/world-data.ts';
import { assembleSimulator } from '#simulator/assemble.ts';
import { createWorld } from '#simulator/tenant/world.ts';
import { nameTokens } from '#simulator/testing/tiny-simulator.ts';
import { loadTools } from '../tools/registry.ts';
import { startConnector } from './connector.ts';
import { API } from './fake-upstream.ts';
import { type GrowingTenant, START } from './generated-tenant.ts';

const resultSchema = z.looseObject({
  content: z.array(z.looseObject({ type: z.enum(['text', 'resource_link']), text: z.string().optional() })),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  isError: z.boolean().optional(),
});
export type WireResult = z.infer<typeof resultSchema>;

/** Calls a tool over MCP and gives the whole result as it came over the wire. */
export type CallTool = (name: string, args: object) => Promise<WireResult>;

/** The whole connector before a simulator of one tenant, in this process: MCP in, tenant API out. */
export async function openGeneratedWorld(data: GrowingTenant) {
  const { id, name, region, time_zone, brands } = data.facts;
  const ann: UserRecord = {
    id: 'ann',
    email: 'ann@generated.example',
    name: 'Ann',
    password: 'secret',
    disabled: false,
    memberships: [{ tenant: id, role: 'admin', brands: brands.map(({ key }) => key) }],
  };
  const open = () => ({ tenants: new Map([[id, () => data]]), users: [ann] });
  const world = createWorld({ seed: 1, scale: 'small', clock: new Date(START), open });
  world.clock.freeze(true);
  world.clock.set(new Date(START));
  const simulator = await assembleSimulator({
    world,
    origin: API,
    authorizationServer: nameTokens(world),
    onBug(error) {
      throw error;
    },
  });

  const tools = await loadTools();
  const { post, upstream, logged } = await startConnector({ tools });
  upstream.introspection['tenants'] = [{ id, name, region, time_zone }];
  const asAnn = (request: Request) => {
    const headers = new Headers(request.headers);
    headers.set('authorization', 'Bearer user:ann');
    return simulator.fetch(new Request(request, { headers }));
  };
  upstream.answer = (url, request) => (url.origin === API ? asAnn(request) : undefined);

  const callTool: CallTool = async (tool, args) => {
    upstream.requests.length = 0;
    const response = await post('tools/call', { name: tool, arguments: args });
    return z.object({ result: resultSchema }).parse(await response.json()).result;
  };
  /** A GET of the tenant API itself, with no connector between. */
  const getApi = async (path: string): Promise<unknown> => (await asAnn(new Request(API + path))).json();
  return { callTool, getApi, tools, logged, world, requests: upstream.requests };
}

export type GeneratedWorld = Awaited<ReturnType<typeof openGeneratedWorld>>;
