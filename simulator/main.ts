import { SCALES } from '#fixtures/world-data.ts';
import { readCommandLine } from './command/options.ts';
import { listTenants, tenantsText } from './command/tenants.ts';
import { curlLine, TokenError, tokenOfRunning, type IssuedToken } from './command/token.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { PortError } from './network/open-ports.ts';
import { readTlsFiles, TlsFileError } from './network/tls-files.ts';
import { StorageError } from './storage/storage-error.ts';
import { rotateKeys } from './storage/storage.ts';

/** What moves each port elsewhere. */
const PORT_VARIABLES = { port: 'SIMULATOR_PORT', controlPort: 'CONTROL_PORT' } as const;
const FORESEEN = [ConfigError, PortError, StorageError, TlsFileError, TokenError];

const options = readCommandLine();

try {
  const config = readConfig();
  if (options.listTenants === true) printTenants();
  else if (!(await printTokenOfRunning(config))) await run(config);
} catch (error) {
  if (!(error instanceof Error && FORESEEN.some((kind) => error instanceof kind))) throw error;
  const remedy = error instanceof PortError ? ` Set ${PORT_VARIABLES[error.which]} to another, or to 0.` : '';
  console.error(error.message + remedy);
  process.exit(1);
}

function printTenants(): void {
  const { seed = 1, scale = SCALES[0], clock } = options;
  const tenants = listTenants({ seed, scale, epoch: clock === undefined ? new Date() : new Date(clock) });
  console.log(options.json === true ? JSON.stringify(tenants) : tenantsText(tenants));
}

/** The token goes to the output, for a shell that keeps it, and the advice beside it. */
async function printTokenOfRunning({ controlPort }: Config): Promise<boolean> {
  if (options.printToken === undefined) return false;
  const issued = await tokenOfRunning(options.printToken, controlPort);
  if (issued === null) return false;
  console.log(options.json === true ? JSON.stringify(issued) : issued.token);
  if (options.json !== true) console.error(`\nTry it:\n  ${curlLine(issued)}`);
  return true;
}

async function run(config: Config): Promise<void> {
  const { openSimulator } = await import('./app.ts');
  const { host, port, controlPort } = config;
  const { seed, scale, clock, data = config.data } = options;
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
      ...(seed !== undefined && { seed }),
      ...(scale !== undefined && { scale }),
      ...(clock !== undefined && { clock }),
      data,
      onLost(error) {
        const reason = error instanceof Error ? error.message : String(error);
        console.error(`A change could not be kept in ${data}: ${reason}. The simulator stops.`);
        process.exit(1);
      },
      ...(config.origin !== undefined && { origin: config.origin }),
      mcpResource: config.connectorUrl,
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
  const issued = options.printToken === undefined ? null : await tokenOf(options.printToken);
  if (options.json === true) {
    const { pid } = process;
    const token = issued === null ? {} : { token: issued.token };
    console.log(
      JSON.stringify({ ready: true, simulator: origin, control: controlUrl, issuer: origin, pid, ...token }),
    );
    return;
  }
  console.log(`Simulator  ${origin}/console  (bound to ${url})`);
  console.log(`API        ${origin}/api/v1, described at ${origin}/openapi.json`);
  console.log(`Control    ${controlUrl ?? 'switched off'}`);
  if (issued !== null) console.log(`\nToken      ${issued.token}\n\nTry it:\n  ${curlLine(issued)}`);

  async function tokenOf(user: string): Promise<IssuedToken> {
    try {
      return { token: await simulator.tokenFor(user), api: `${origin}/api/v1`, user: { email: user } };
    } catch (error) {
      await close();
      throw error instanceof TypeError ? new TokenError(`No token: ${error.message}`) : error;
    }
  }
}
