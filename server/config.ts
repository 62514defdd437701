import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { REGIONS } from '#contract/entities/tenant.ts';
import { exposureProblem } from './exposure.ts';
import type { TlsFiles } from './http/tls-files.ts';
import { QUERY_PATIENCE_MS } from './limits.ts';
import type { RateLimit } from './policy/rate-limit.ts';
import type { Region } from './policy/region.ts';
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

/** Items separated by commas or spaces. */
const list = z.string().transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''));

/** Addresses and networks: `10.0.0.7, 10.1.0.0/16, fd00::/8`. */
const proxies = list.transform((addresses, context) => {
  const known = new BlockList();
  for (const one of addresses) {
    const [address = '', bits, ...rest] = one.split('/');
    const family = isIP(address);
    const most = family === 6 ? 128 : 32;
    const prefix = Number(bits ?? most);
    const isPrefix = rest.length === 0 && /^\d{1,3}$/.test(bits ?? '1') && prefix > 0 && prefix <= most;
    if (family === 0 || !isPrefix) context.addIssue({ code: 'custom' });
    else known.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  }
  if (addresses.length === 0) context.addIssue({ code: 'custom' });
  return known;
});

const region = z.enum(REGIONS);

/** `us=https://us.mcp.example/mcp`: where the connector of each region is. */
const endpoints = list
  .pipe(
    z.array(
      z
        .string()
        .transform((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)])
        .pipe(z.tuple([region, resource])),
    ),
  )
  .refine((pairs) => new Set(pairs.map(([name]) => name)).size === pairs.length)
  .transform((pairs) => new Map<string, string>(pairs));

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
  ALLOWED_ORIGINS: list.prefault('').pipe(z.array(origin)),
  TLS_CERT_FILE: z.string().min(1).optional(),
  TLS_KEY_FILE: z.string().min(1).optional(),
  TRUSTED_PROXY: proxies.optional(),
  REGION: region.optional(),
  REGION_ENDPOINTS: endpoints.optional(),
  QUERY_PATIENCE: z
    .string()
    .regex(/^([1-9]|[1-3]\d|4[0-8])s$/)
    .transform((text) => Number.parseInt(text, 10) * 1000)
    .default(QUERY_PATIENCE_MS),
  CONNECTOR_KEY: secret.optional(),
  OPTIMOVE_DATA: z.string().min(1).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
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
  /** Undefined where the connector does no TLS itself. */
  tls: TlsFiles | undefined;
  /** The proxies that terminate TLS before the connector. */
  trustedProxies: BlockList | undefined;
  /** Undefined where tenants of every region are served. */
  region: Region | undefined;
  /** For each user; undefined when switched off. */
  rateLimit: RateLimit | undefined;
  /** How long a call waits for an analytics query before it answers with a job handle. */
  patienceMs: number;
  /** Seals cursors and job handles; undefined where it is kept in the data folder, or in no place at all. */
  sealingSecret: Uint8Array | undefined;
  /** Where the sealing key and the audit log are kept; undefined when they stay in memory. */
  dataFolder: string | undefined;
  /** The base address of an OpenTelemetry collector; undefined when nothing is measured. */
  telemetryUrl: string | undefined;
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
  OPTIMOVE_DATA: 'a folder for the audit log and the sealing key, such as ./data',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'the address of an OpenTelemetry collector, such as http://localhost:4318',
  RATE_LIMIT: 'calls of one user in a time, such as 50/10s, or off',
  ALLOWED_ORIGINS: 'origins such as https://app.example, separated by commas',
  TLS_CERT_FILE: 'the path of a certificate chain in PEM',
  TLS_KEY_FILE: 'the path of the private key of that certificate, in PEM',
  TRUSTED_PROXY: 'IP addresses or networks such as 10.0.0.7 or 10.1.0.0/16, separated by commas',
  REGION: `one of ${REGIONS.join(', ')}`,
  REGION_ENDPOINTS:
    'the MCP endpoint of each other region, such as us=https://us.mcp.example/mcp, separated by commas',
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
  const { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile } = env;
  if ((certFile === undefined) !== (keyFile === undefined))
    throw new ConfigError('TLS_CERT_FILE and TLS_KEY_FILE go together: set both or neither.');
  if (env.REGION_ENDPOINTS !== undefined && env.REGION === undefined)
    throw new ConfigError(
      'REGION_ENDPOINTS is set without REGION: name the region that this connector serves.',
    );
  const tls = certFile === undefined || keyFile === undefined ? undefined : { certFile, keyFile };
  const exposure = {
    host: env.HOST,
    publicUrl: env.CONNECTOR_PUBLIC_URL,
    tls: tls !== undefined,
    trustedProxies: env.TRUSTED_PROXY,
  };
  const problem = exposureProblem(exposure);
  if (problem !== undefined) throw new ConfigError(problem);
  return {
    host: env.HOST,
    port: env.CONNECTOR_PORT,
    publicUrl: env.CONNECTOR_PUBLIC_URL,
    apiUrl: env.OPTIMOVE_API_URL,
    issuer: env.OPTIMOVE_ISSUER,
    allowedOrigins: env.ALLOWED_ORIGINS,
    tls,
    trustedProxies: env.TRUSTED_PROXY,
    region: env.REGION && { own: env.REGION, endpoints: env.REGION_ENDPOINTS ?? new Map() },
    rateLimit: env.RATE_LIMIT,
    patienceMs: env.QUERY_PATIENCE,
    sealingSecret: env.CONNECTOR_KEY,
    dataFolder: env.OPTIMOVE_DATA,
    telemetryUrl: env.OTEL_EXPORTER_OTLP_ENDPOINT,
  };
}

/** The data folder alone, for a command that reads it. */
export function readDataFolder(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return environmentSchema.shape.OPTIMOVE_DATA.safeParse(environment['OPTIMOVE_DATA']).data;
}
