import { setTimeout as after } from 'node:timers/promises';
import { Command } from '@commander-js/extra-typings';
import { createConnector } from './app.ts';
import { openAuditLog, sweepRegularly } from './audit/open-audit-log.ts';
import { readConfig } from './config.ts';
import { createConnectionGuard } from './http/connection-guard.ts';
import { listen } from './http/node-listener.ts';
import { readTlsFiles } from './http/tls-files.ts';
import { newCallId } from './ids.ts';
import { LAST_CALLS_MS } from './limits.ts';
import { bugEntry, type LogEntry } from './log.ts';
import { secretOf } from './sealing-keys.ts';
import { NO_TELEMETRY, type Telemetry } from './telemetry/telemetry.ts';

const { json } = new Command('npm run connector --')
  .description('Starts the Optimove MCP Connector. Its settings are environment variables; see README.md.')
  .option('--json', 'print one line of JSON when ready, nothing else', false)
  .allowExcessArguments(false)
  .parse()
  .opts();

process.on('unhandledRejection', (thrown) => log(bugEntry(newCallId(), 'process', thrown)));
process.on('uncaughtException', (thrown) => {
  log(bugEntry(newCallId(), 'process', thrown));
  process.exit(1);
});

try {
  await start();
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exit(1);
}

async function start(): Promise<void> {
  const {
    host,
    port,
    publicUrl,
    tls: files,
    trustedProxies,
    dataFolder,
    telemetryUrl,
    ...config
  } = readConfig();
  const tls = files && readTlsFiles(files);
  const audit = openAuditLog(dataFolder, new Date());
  const sealingSecret =
    config.sealingSecret ?? (dataFolder === undefined ? undefined : await secretOf(dataFolder));
  const telemetry = await openTelemetry(telemetryUrl);
  const serve = Promise.withResolvers<Parameters<typeof listen>[1]>();
  const listening = await listen({ host, port, tls }, async (request, connection) =>
    (await serve.promise)(request, connection),
  ).catch((thrown: unknown) => {
    throw unusablePort(host, port, thrown);
  });
  const url = publicUrl ?? `${tls ? 'https' : 'http'}://localhost:${listening.port}/mcp`;
  const guard = createConnectionGuard({ publicUrl: url, trustedProxies });
  const connector = await createConnector({
    ...config,
    sealingSecret,
    publicUrl: url,
    fetch: (request) => fetch(request),
    log,
    audit,
    telemetry,
  });
  serve.resolve(async (request, connection) => guard(request, connection) ?? connector.fetch(request));
  sweepRegularly(audit, log);

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void stop().then(() => process.exit(0)));
  }

  async function stop(): Promise<void> {
    await Promise.all([listening.close(), telemetry.close()]);
    // Calls that were cut off are cancelled, which is yet to be written down.
    await Promise.race([connector.callsEnded(), after(LAST_CALLS_MS)]);
    audit.close();
  }

  const ready = { ready: true, connector: url, pid: process.pid };
  console.log(
    json
      ? JSON.stringify(ready)
      : `Optimove MCP Connector: ${url} (API ${config.apiUrl}, sign-in ${config.issuer})`,
  );
}

/** Loads the libraries only where they are of use. */
async function openTelemetry(url: string | undefined): Promise<Telemetry> {
  if (url === undefined) return NO_TELEMETRY;
  const { collectorAt, createOpenTelemetry } = await import('./telemetry/open-telemetry.ts');
  return createOpenTelemetry(collectorAt(url));
}

function unusablePort(host: string, port: number, thrown: unknown): Error {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
  const problem = code === 'EADDRINUSE' ? 'is taken' : `cannot be used on ${host} (${code})`;
  return new Error(
    `Port ${port} ${problem}. Stop the program that holds it, or choose another: CONNECTOR_PORT=0 npm run connector`,
    { cause: thrown },
  );
}

/** Structured, one line each, on stderr only. */
function log(entry: LogEntry): void {
  console.error(JSON.stringify({ time: new Date().toISOString(), ...entry }));
}
