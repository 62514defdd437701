import { z } from 'zod';
import { QUERY_PATIENCE_MS } from './limits.ts';
import type { RateLimit } from './policy/rate-limit.ts';
import { secretIn } from './sealing-keys.ts';

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((number) => number <= 65_535);
const origin = z
  .url({ protocol: /^https?$/ })
  .refine((url) => URL.parse(url)?.origin === url, 'an origin, without path or slash at the end');

/** As tokens, metadata and clients must all spell it. @see RFC 8707, section 2 */
const resource = z.url({ protocol: /^https?$/ }).refine((url) => {
  const parsed = URL.parse(url);
  return parsed !== null && url === parsed.origin + parsed.pathname;
});

/** `50/10s`: fifty calls in ten seconds. */
const rateLimit = z
  .string()
  .regex(/^[1-9]\d{0,5}\/[1-9]\d{0,4}s$/)
  .transform((text) => {
    const [calls = 0, seconds = 0] = text.split('/').map((part) => Number.parseInt(part, 10));
    return { calls, seconds };
  });

/** 32 bytes, base64url. */
const secret = z.string().transform((text, context) => {
  const bytes = secretIn(text);
  if (bytes === null) context.addIssue({ code: 'custom', message: 'no key' });
  return bytes ?? z.NEVER;
});

const environmentSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  CONNECTOR_PORT: port.default(4310),
  CONNECTOR_PUBLIC_URL: resource.optional(),
  OPTIMOVE_API_URL: origin.default('http://localhost:4320'),
  OPTIMOVE_ISSUER: z.url({ protocol: /^https?$/ }).default('http://localhost:4320'),
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter((one) => one !== ''))
    .pipe(z.array(origin)),
  QUERY_PATIENCE: z
    .string()
    .regex(/^([1-9]|[1-3]\d|4[0-8])s$/)
    .transform((text) => Number.parseInt(text, 10) * 1000)
    .default(QUERY_PATIENCE_MS),
  CONNECTOR_KEY: secret.optional(),
  OPTIMOVE_DATA: z.string().min(1).optional(),
  RATE_LIMIT: z.union([z.literal('off').transform(() => undefined), rateLimit]).prefault('50/10s'),
});

export interface Config {
  host: string;
  port: number;
  /** Undefined when it follows from the port. */
  publicUrl: string | undefined;
  apiUrl: string;
  issuer: string;
  allowedOrigins: readonly string[];
  /** For each user; undefined when switched off. */
  rateLimit: RateLimit | undefined;
  /** How long a call waits for an analytics query before it answers with a job handle. */
  patienceMs: number;
  /** Seals cursors and job handles; undefined where it is kept in the data folder, or in no place at all. */
  sealingSecret: Uint8Array | undefined;
  /** What the connector keeps between starts lies here; undefined when it keeps nothing. */
  dataFolder: string | undefined;
}

/** A setting that cannot be used: the message is one line that names the variable and says what it takes. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const TAKES: Readonly<Record<string, string>> = {
  HOST: 'an address to bind, such as 127.0.0.1',
  CONNECTOR_PORT: 'a port from 0 to 65535; 0 takes any free one',
  CONNECTOR_PUBLIC_URL: 'a URL such as https://mcp.optimove.net/mcp, without query, fragment or default port',
  OPTIMOVE_API_URL: 'an origin such as http://localhost:4320, without path or slash at the end',
  OPTIMOVE_ISSUER: 'the issuer URL exactly as its metadata has it, such as http://localhost:4320',
  QUERY_PATIENCE: 'seconds from 1s to 48s',
  CONNECTOR_KEY: '32 random bytes as base64url, 43 characters: openssl rand -base64 32 | tr +/ -_ | tr -d =',
  OPTIMOVE_DATA: 'a folder',
  RATE_LIMIT: 'calls of one user in a time, such as 50/10s, or off',
  ALLOWED_ORIGINS: 'origins such as https://app.example, separated by commas',
};

/** What must not be repeated in an error. */
const SECRETS: ReadonlySet<string> = new Set(['CONNECTOR_KEY']);

/** The settings of the connector, from the environment alone. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const variable = String(parsed.error.issues[0]?.path[0]);
    const given = SECRETS.has(variable) ? 'not usable' : JSON.stringify(environment[variable]);
    throw new ConfigError(`${variable} is ${given}: it takes ${TAKES[variable]}.`);
  }
  const env = parsed.data;
  return {
    host: env.HOST,
    port: env.CONNECTOR_PORT,
    publicUrl: env.CONNECTOR_PUBLIC_URL,
    apiUrl: env.OPTIMOVE_API_URL,
    issuer: env.OPTIMOVE_ISSUER,
    allowedOrigins: env.ALLOWED_ORIGINS,
    rateLimit: env.RATE_LIMIT,
    patienceMs: env.QUERY_PATIENCE,
    sealingSecret: env.CONNECTOR_KEY,
    dataFolder: env.OPTIMOVE_DATA,
  };
}
