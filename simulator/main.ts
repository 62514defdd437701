import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { SCALES } from '#fixtures/world-data.ts';
import { ConfigError, readConfig } from './config.ts';
import { PortError } from './network/open-ports.ts';
import { readTlsFiles, TlsFileError } from './network/tls-files.ts';
import { StorageError } from './storage/storage-error.ts';
import { rotateKeys } from './storage/storage.ts';
import { withoutRuntimeWarning } from './runtime-warning.ts';

/** What moves each port elsewhere. */
const VARIABLES = { port: 'SIMULATOR_PORT', controlPort: 'CONTROL_PORT' } as const;

const options = new Command('simulator')
  .description('Runs an Optimove tenant offline: tenant API, authorization server, console and control API.')
  .addOption(new Option('--seed <number>', 'which demo world (default: 1)').argParser(wholeNumber))
  .addOption(new Option('--scale <name>', `size of megamart (default: ${SCALES[0]})`).choices(SCALES))
  .addOption(
    new Option('--clock <instant>', "where the world's clock starts: an ISO instant").argParser(instant),
  )
  .option(
    '--data <folder>',
    'keep data, grants, clock and journal here; without it they end with the process',
  )
  .option('--rotate-keys', 'seal the data folder with a new key, then start')
  .option(
    '--quirks',
    'let the public API show its documented oddities: names, empty bodies, shapes of errors',
  )
  .option('--json', 'print one line of JSON when ready, and nothing else')
  .parse()
  .opts();

try {
  await run();
} catch (error) {
  const isForeseen = [ConfigError, PortError, StorageError, TlsFileError].some(
    (kind) => error instanceof kind,
  );
  if (!(isForeseen && error instanceof Error)) throw error;
  const remedy = error instanceof PortError ? ` Set ${VARIABLES[error.which]} to another, or to 0.` : '';
  console.error(error.message + remedy);
  process.exit(1);
}

async function run(): Promise<void> {
  const config = readConfig();
  const { openSimulator } = await withoutRuntimeWarning(() => import('./app.ts'));
  const { host, port, controlPort } = config;
  const data = options.data ?? config.data;
  if (options.rotateKeys === true) {
    if (data === undefined)
      throw new ConfigError('--rotate-keys needs --data, the folder whose keys it is about.');
    rotateKeys(data);
  }
  const { simulator, url, controlUrl, close } = await openSimulator(
    {
      host,
      port,
      tls: config.tls && readTlsFiles(config.tls),
      ...(controlPort !== null && { controlPort }),
    },
    {
      ...(options.seed !== undefined && { seed: options.seed }),
      ...(options.scale !== undefined && { scale: options.scale }),
      data,
      onLost: (error) => {
        const reason = error instanceof Error ? error.message : String(error);
        console.error(`A change could not be kept in ${data}: ${reason}. The simulator stops.`);
        process.exit(1);
      },
      ...(options.clock !== undefined && { clock: options.clock }),
      ...(config.origin !== undefined && { origin: config.origin }),
      mcpResource: config.connectorUrl,
      connectorJwksUrl: `${new URL(config.connectorUrl).origin}/.well-known/jwks.json`,
      refreshGraceSeconds: config.refreshGraceSeconds,
      rateLimit: config.rateLimit,
      quirks: options.quirks,
      extraRedirectUris: config.redirectUris,
      onBug: console.error,
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().finally(() => process.exit(0)));
  }
  const { origin } = simulator;
  if (options.json === true) {
    console.log(
      JSON.stringify({
        ready: true,
        simulator: origin,
        control: controlUrl,
        issuer: origin,
        pid: process.pid,
      }),
    );
    return;
  }
  console.log(`Simulator  ${origin}/console  (bound to ${url})`);
  console.log(`API        ${origin}/api/v1, described at ${origin}/openapi.json`);
  console.log(`Control    ${controlUrl ?? 'switched off'}`);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Use a whole number.');
  return Number(text);
}

function instant(text: string): string {
  try {
    return new Date(Temporal.Instant.from(text).epochMilliseconds).toISOString();
  } catch {
    throw new InvalidArgumentError('Use an ISO instant such as 2026-11-22T15:04:00Z.');
  }
}
