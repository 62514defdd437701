import { Command } from '@commander-js/extra-typings';
import { createConnector, type Connector } from './app.ts';
import { readConfig } from './config.ts';
import { listen } from './http/node-listener.ts';
import { newCallId } from './ids.ts';
import { bugEntry, type LogEntry } from './log.ts';
import { secretOf } from './sealing-keys.ts';

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
  const { host, port, publicUrl, dataFolder, ...config } = readConfig();
  const sealingSecret =
    config.sealingSecret ?? (dataFolder === undefined ? undefined : await secretOf(dataFolder));
  const connector = Promise.withResolvers<Connector>();
  const listening = await listen({ host, port }, async (request) =>
    (await connector.promise).fetch(request),
  ).catch((thrown: unknown) => {
    throw unusablePort(host, port, thrown);
  });
  const url = publicUrl ?? `http://localhost:${listening.port}/mcp`;
  connector.resolve(
    await createConnector({
      ...config,
      sealingSecret,
      publicUrl: url,
      fetch: (request) => fetch(request),
      log,
    }),
  );

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void listening.close().then(() => process.exit(0)));
  }
  const ready = { ready: true, connector: url, pid: process.pid };
  console.log(
    json
      ? JSON.stringify(ready)
      : `Optimove MCP Connector: ${url} (API ${config.apiUrl}, sign-in ${config.issuer})`,
  );
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
