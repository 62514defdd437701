import { writeFileSync } from 'node:fs';
import { Command } from '@commander-js/extra-typings';
import { createSimulator } from '../app.ts';
import type { OpenApi } from '../open-api/json-schema.ts';
import { compareTargets } from './compare.ts';
import { reportOf } from './report.ts';
import { readSecret, SecretError } from './secret.ts';
import { causeOf, TargetError, type Target } from './target.ts';

/** Milliseconds between two calls of a tenant elsewhere, which allows 50 in ten seconds. */
const PAUSE = 250;

const command = new Command('npm run parity --')
  .description(
    'Asks a real tenant and the simulator the same questions, by GET alone, and says where the structure of the answers ' +
      'differs: types, keys, vocabularies, status. No value and no token is printed or kept.',
  )
  .argument('<url>', 'the base URL of the tenant, without /api/v1')
  .option('--token <source>', 'a bearer token for it: env:NAME or @FILE')
  .option('--api-key <source>', 'an X-API-KEY for it: env:NAME or @FILE')
  .option('--json <file>', 'write the outcome as JSON, too')
  .addHelpText(
    'after',
    `
Examples:
  OPTIMOVE_KEY=… npm run parity -- https://api4.optimove.net --api-key env:OPTIMOVE_KEY
  npm run parity -- http://localhost:4320 --token @token.txt --json parity.json

Exit codes: 0 no difference, 1 differences, 2 it could not be compared.`,
  )
  .configureOutput({ outputError: (text, write) => write(`${text.trim().replaceAll('\n', ' ')}\n`) })
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse();

try {
  process.exitCode = await run(command.args[0] ?? '', command.opts());
} catch (error) {
  if (!(error instanceof TargetError || error instanceof SecretError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function run(
  url: string,
  options: { token?: string; apiKey?: string; json?: string },
): Promise<number> {
  const base = baseOf(url);
  const pause = base.startsWith('https:') ? PAUSE : 0;
  const credentials = {
    ...(options.token !== undefined && {
      bearer: ['authorization', `Bearer ${readSecret('--token', options.token, process.env)}`] as const,
    }),
    ...(options.apiKey !== undefined && {
      apiKey: ['x-api-key', readSecret('--api-key', options.apiKey, process.env)] as const,
    }),
  };
  if (Object.keys(credentials).length === 0)
    throw new SecretError('Give --token or --api-key: nothing can be read without.');

  const simulator = await createSimulator();
  const own: Target = {
    base: simulator.origin,
    credentials: {
      bearer: ['authorization', `Bearer ${await simulator.tokenFor('admin@lumenplay.example')}`],
      apiKey: ['x-api-key', 'demo-lumenplay-admin'],
    },
    fetch: simulator.fetch,
    pause: 0,
  };
  const document: OpenApi = JSON.parse(await (await simulator.fetch('/openapi.json')).text());
  const parity = await compareTargets({ base, credentials, fetch, pause }, own, document, new Date());
  console.log(reportOf(parity, base));
  if (options.json !== undefined && !keep(options.json, { base, ...parity })) return 2;
  return parity.differences.length === 0 ? 0 : 1;
}

function keep(file: string, outcome: object): boolean {
  try {
    writeFileSync(file, `${JSON.stringify(outcome, null, 2)}\n`);
    return true;
  } catch (error) {
    console.error(`--json: ${file} cannot be written (${causeOf(error)}).`);
    return false;
  }
}

/** Credentials go over the network in the clear to nobody but this computer. */
function baseOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isHere = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isHere))
    throw new TargetError('The base URL must begin with https://, or with http:// on this computer.');
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '')
    throw new TargetError('The base URL takes no query, fragment or password.');
  return url.origin + url.pathname.replace(/\/+$/, '');
}
