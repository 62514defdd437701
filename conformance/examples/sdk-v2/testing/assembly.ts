import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import type { AssembleOptions, Assembly } from '#conformance/witness/assembly.ts';
import { openSimulator } from '#simulator/app.ts';
import { createConnector } from '../connector.ts';

const HOST = '127.0.0.1';
const PASSWORD = 'optimove-demo';

/** A connector that is not ours and our simulator in one process, for `--in-process`: nothing in the connector knows of it. */
export async function assemble({ outbound, throttle }: AssembleOptions): Promise<Assembly> {
  const audit: string[] = [];
  const programs = new Map<string, (request: Request) => Promise<Response>>();
  const reach = async (request: Request): Promise<Response> => {
    const program = programs.get(new URL(request.url).origin);
    if (program === undefined) throw new TypeError(`Nothing of this assembly is at ${request.url}.`);
    return program(request);
  };

  let connector: ((request: Request) => Promise<Response>) | undefined;
  // What comes by the port is for the connector, whatever host it names.
  const server = createAdaptorServer({
    fetch: async (request: Request): Promise<Response> =>
      connector === undefined ? Response.error() : connector(request),
  }).listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  const publicUrl = `http://localhost:${typeof address === 'object' ? address?.port : address}/mcp`;
  const { simulator, controlUrl, close } = await openSimulator(
    { host: HOST, port: 0, controlPort: 0 },
    {
      mcpResource: publicUrl,
      refreshGraceSeconds: 0,
      rateLimit: throttle ? { calls: 50, seconds: 10 } : undefined,
      fetch: async (input, init) => reach(new Request(input, init)),
    },
  );
  connector = await createConnector({
    publicUrl,
    apiUrl: simulator.origin,
    issuer: simulator.origin,
    fetch: outbound(reach),
    audit: (entry) => audit.push(JSON.stringify(entry)),
  });
  const control = controlUrl ?? '';
  programs
    .set(new URL(publicUrl).origin, connector)
    .set(simulator.origin, async (request) => simulator.fetch(request))
    .set(new URL(control).origin, async (request) => simulator.control.fetch(request));

  return {
    connector: publicUrl,
    control,
    origins: [simulator.origin],
    people: {
      wide: { email: 'marketer@lumenplay.example', password: PASSWORD },
      narrow: { email: 'marketer.bet@lumenplay.example', password: PASSWORD },
      'other-tenant': { email: 'admin@northaisle.example', password: PASSWORD },
    },
    fetch: reach,
    // It keeps no telemetry and no log.
    written: async () => ({ telemetry: '', audit: audit.join('\n'), log: '' }),
    async close() {
      server.close();
      await close();
    },
  };
}
