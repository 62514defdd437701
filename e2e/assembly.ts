import {
  AggregationTemporality,
  InMemoryMetricExporter,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import type { AssembleOptions, Assembly } from '#conformance/witness/assembly.ts';
import { createFixtureServer } from '#conformance/protocol/fixture-server.ts';
import { createConnector } from '#server/app.ts';
import { createMemoryAuditLog } from '#server/audit/memory-audit-log.ts';
import { generateConnectorKey } from '#server/auth/connector-key.ts';
import { listen } from '#server/http/node-listener.ts';
import type { LogEntry } from '#server/log.ts';
import { createOpenTelemetry } from '#server/telemetry/open-telemetry.ts';
import { openSimulator } from '#simulator/app.ts';
import { following } from './following.ts';

const HOST = '127.0.0.1';
const STANDARD_LIMIT = { calls: 50, seconds: 10 };
/** A query that runs longer than this becomes a job. */
const PATIENCE_MS = 2000;

/** The demo users that tell the permission rules apart; their password is public. */
const PEOPLE = {
  wide: { email: 'marketer@lumenplay.example', password: 'optimove-demo' },
  narrow: { email: 'marketer.bet@lumenplay.example', password: 'optimove-demo' },
  'other-tenant': { email: 'admin@northaisle.example', password: 'optimove-demo' },
};

/** Connector and simulator of this repository in one process, on free ports, for the conformance suite to judge at L3. */
export async function assemble({ outbound, throttle }: AssembleOptions): Promise<Assembly> {
  const rateLimit = throttle ? STANDARD_LIMIT : undefined;
  const programs = new Map<string, (request: Request) => Promise<Response>>();
  const reach = async (request: Request): Promise<Response> => {
    const { origin } = new URL(request.url);
    const program = programs.get(origin);
    if (program === undefined) throw new TypeError(`Nothing of this assembly is at ${origin}.`);
    return program(request);
  };

  const served = Promise.withResolvers<(request: Request) => Promise<Response>>();
  const port = await listen({ host: HOST, port: 0, tls: undefined }, async (request) =>
    (await served.promise)(request),
  );
  const publicUrl = `http://localhost:${port.port}/mcp`;
  const { simulator, ...simulatorPorts } = await openSimulator(
    { host: HOST, port: 0, controlPort: 0 },
    {
      mcpResource: publicUrl,
      refreshGraceSeconds: 0,
      rateLimit,
      fetch: async (input, init) => reach(new Request(input, init)),
    },
  );

  const log: LogEntry[] = [];
  const audit = createMemoryAuditLog();
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter });
  const telemetry = createOpenTelemetry(reader);
  const key = await generateConnectorKey();
  const addresses = {
    publicUrl,
    apiUrl: simulator.origin,
    issuer: simulator.origin,
    fetch: following(outbound(reach)),
    key,
  };
  const connector = await createConnector({
    ...addresses,
    log: (entry) => log.push(entry),
    audit,
    telemetry,
    rateLimit,
    patienceMs: PATIENCE_MS,
  });
  const stack = await createConnector({ ...addresses, serverFor: createFixtureServer });
  const fixtures = await listen({ host: HOST, port: 0, tls: undefined }, async (request) =>
    stack.fetch(request),
  );
  const answer = async (request: Request) => connector.fetch(request);
  served.resolve(answer);

  const control = simulatorPorts.controlUrl ?? '';
  programs
    .set(new URL(publicUrl).origin, answer)
    .set(simulator.origin, async (request) => simulator.fetch(request))
    .set(new URL(control).origin, async (request) => simulator.control.fetch(request));

  return {
    connector: publicUrl,
    fixtures: `http://localhost:${fixtures.port}/mcp`,
    control,
    origins: [simulator.origin],
    people: PEOPLE,
    fetch: reach,
    async written() {
      await reader.forceFlush();
      return {
        telemetry: JSON.stringify(exporter.getMetrics()),
        audit: JSON.stringify(audit.records),
        log: JSON.stringify(log),
      };
    },
    async close() {
      await telemetry.close();
      await Promise.all([port.close(), fixtures.close(), simulatorPorts.close()]);
    },
  };
}
