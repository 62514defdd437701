import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { SCALES } from '#fixtures/world-data.ts';
import { readEnvironment, type Environment } from './config.ts';
import { localCertificate } from './local-certificate.ts';
import { claimPort } from './ports.ts';
import { startProgram, type Program } from './program.ts';
import { ROOT } from './source/files.ts';
import { welcome, type Addresses } from './welcome.ts';

const PARENT_CHECK_MS = 500;

const options = new Command('npm start --')
  .description('Starts the simulated tenant and the connector with the demo world.')
  .option('--json', 'print one line of JSON when ready, nothing else', false)
  .option('--tls', 'serve over HTTPS with a certificate for this computer', false)
  .option('--seed <number>', 'seed of the demo world', wholeNumber)
  .addOption(new Option('--scale <name>', 'size of the tenant megamart').choices(SCALES))
  .option(
    '--data <folder>',
    'keep the world, sign-ins, keys and the audit log here; without it they end with the process',
  )
  .option('--clock <instant>', 'ISO instant at which the clock of the world starts', instant)
  .allowExcessArguments(false)
  .parse()
  .opts();

const running: Program[] = [];
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));

// Whoever started this process may be killed without a word.
const parent = process.ppid;
setInterval(() => process.ppid === parent || stop(0), PARENT_CHECK_MS).unref();

try {
  const addresses = await start();
  const line = { ready: true, ...addresses, pid: process.pid };
  console.log(options.json ? JSON.stringify(line) : welcome(addresses, process.uptime(), process.stdout));
  await failure();
} catch (error) {
  if (!stopping) console.error(error instanceof Error ? error.message : error);
  stop(1);
}

async function start(): Promise<Addresses> {
  const environment = readEnvironment(process.env);
  const host = environment.HOST;
  const [connectorPort, simulatorPort, controlPort] = await Promise.all([
    claimPort(host, environment.CONNECTOR_PORT, 'CONNECTOR_PORT'),
    claimPort(host, environment.SIMULATOR_PORT, 'SIMULATOR_PORT'),
    environment.CONTROL === 'off' ? null : claimPort('127.0.0.1', environment.CONTROL_PORT, 'CONTROL_PORT'),
  ]);
  const data = dataFolder(environment);
  const certificate = options.tls ? await localCertificate(tlsFolder(data), new Date()) : undefined;
  const scheme = certificate === undefined ? 'http' : 'https';
  const simulator = new URL(`${scheme}://localhost:${simulatorPort}`).origin;
  const addresses = {
    connector: environment.CONNECTOR_PUBLIC_URL ?? new URL(`${scheme}://localhost:${connectorPort}/mcp`).href,
    simulator,
    control: controlPort === null ? null : `http://127.0.0.1:${controlPort}`,
    issuer: environment.OPTIMOVE_ISSUER ?? simulator,
    ...(certificate && { ca: certificate.caFile }),
  };
  const variables = {
    CONNECTOR_PORT: String(connectorPort),
    SIMULATOR_PORT: String(simulatorPort),
    ...(controlPort !== null && { CONTROL_PORT: String(controlPort) }),
    CONNECTOR_PUBLIC_URL: addresses.connector,
    OPTIMOVE_API_URL: environment.OPTIMOVE_API_URL ?? simulator,
    OPTIMOVE_ISSUER: addresses.issuer,
    ...(data !== undefined && { OPTIMOVE_DATA: data }),
    ...(certificate && {
      TLS_CERT_FILE: certificate.certFile,
      TLS_KEY_FILE: certificate.keyFile,
      NODE_EXTRA_CA_CERTS: certificate.caFile,
    }),
  };
  running.push(
    startProgram('simulator', ['simulator/main.ts', '--json', ...worldOptions()], variables),
    startProgram('connector', ['server/main.ts', '--json'], variables),
  );
  await Promise.race([Promise.all(running.map(({ ready }) => ready)), failure()]);
  return addresses;
}

function dataFolder({ OPTIMOVE_DATA }: Environment): string | undefined {
  const folder = options.data ?? OPTIMOVE_DATA;
  return folder === undefined ? undefined : resolve(folder);
}

/** Where the certificate is kept. */
function tlsFolder(data: string | undefined): string {
  return data === undefined ? join(ROOT, '.tls') : join(data, 'tls');
}

function worldOptions(): string[] {
  const { seed, scale, clock } = options;
  return Object.entries({ seed, scale, clock }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, String(value)],
  );
}

/** Rejects as soon as one of the programs ends: neither is of use without the other. */
async function failure(): Promise<never> {
  throw new Error(await Promise.race(running.map(({ ended }) => ended)));
}

function stop(code: number): void {
  if (stopping) return;
  stopping = true;
  void Promise.all(running.map((program) => program.stop())).then(() => process.exit(code));
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/u.test(text)) throw new InvalidArgumentError('Use a whole number.');
  return Number(text);
}

function instant(text: string): string {
  try {
    return Temporal.Instant.from(text).toString();
  } catch {
    throw new InvalidArgumentError('Use an ISO instant such as 2026-11-22T15:04:00Z.');
  }
}
