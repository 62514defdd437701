import { z } from 'zod';
import type { RateLimit } from './endpoints/rate-limit.ts';

const port = (standard: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .default(String(standard))
    .transform(Number)
    .refine((number) => number <= 65_535);
const origin = z.url({ protocol: /^https?$/ }).refine((url) => new URL(url).origin === url);

/** `50/10s`: fifty calls in ten seconds. */
const rateLimit = z
  .string()
  .regex(/^[1-9]\d{0,5}\/[1-9]\d{0,4}s$/)
  .transform((text) => {
    const [calls = 0, seconds = 0] = text.split('/').map((part) => Number.parseInt(part, 10));
    return { calls, seconds };
  });

const environmentSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  SIMULATOR_PORT: port(4320),
  CONTROL_PORT: port(4321),
  CONTROL: z.enum(['on', 'off']).default('on'),
  CONNECTOR_PORT: port(4310),
  CONNECTOR_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPTIMOVE_ISSUER: origin.optional(),
  OPTIMOVE_DATA: z.string().min(1).optional(),
  REDIRECT_URIS: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter((uri) => uri !== ''))
    .pipe(z.array(z.url())),
  TLS_CERT_FILE: z.string().min(1).optional(),
  TLS_KEY_FILE: z.string().min(1).optional(),
  REFRESH_GRACE: z
    .string()
    .regex(/^\d{1,6}$/)
    .default('30')
    .transform(Number),
  RATE_LIMIT: z.union([z.literal('off').transform(() => undefined), rateLimit]).prefault('50/10s'),
});

/** Every variable: what holds where it is not set, and what it takes. */
export const VARIABLES: Readonly<Record<string, { standard: string; takes: string }>> = {
  HOST: { standard: '127.0.0.1', takes: 'an address to bind, such as 127.0.0.1' },
  SIMULATOR_PORT: { standard: '4320', takes: 'a port from 0 to 65535; 0 takes any free one' },
  CONTROL_PORT: { standard: '4321', takes: 'a port from 0 to 65535; 0 takes any free one' },
  CONTROL: { standard: 'on', takes: '"on" or "off"' },
  CONNECTOR_PORT: { standard: '4310', takes: 'a port from 0 to 65535' },
  CONNECTOR_PUBLIC_URL: {
    standard: 'from the port',
    takes: 'the URL of the connector, such as http://localhost:4310/mcp',
  },
  OPTIMOVE_ISSUER: {
    standard: 'from the port',
    takes: 'an origin such as http://localhost:4320, without path or slash at the end',
  },
  OPTIMOVE_DATA: { standard: 'memory', takes: 'the path of a folder' },
  REDIRECT_URIS: { standard: 'none', takes: 'redirect URIs, separated by commas' },
  RATE_LIMIT: { standard: '50/10s', takes: 'requests of one user in a time, such as 50/10s, or off' },
  TLS_CERT_FILE: { standard: 'none', takes: 'the path of a certificate chain in PEM' },
  TLS_KEY_FILE: { standard: 'none', takes: 'the path of the private key of that certificate, in PEM' },
  REFRESH_GRACE: {
    standard: '30',
    takes: 'a number of seconds; 0 takes every second use of a refresh token for theft',
  },
};

export interface Config {
  host: string;
  port: number;
  /** Null when the control API is switched off. */
  controlPort: number | null;
  /** Undefined when it follows from the port. */
  origin: string | undefined;
  connectorUrl: string;
  /** The folder that keeps what changes; undefined for memory. */
  data: string | undefined;
  /** Undefined for plain HTTP. */
  tls: { certFile: string; keyFile: string } | undefined;
  redirectUris: readonly string[];
  refreshGraceSeconds: number;
  /** Of the tenant API, for each user; undefined when switched off. */
  rateLimit: RateLimit | undefined;
}

/** A setting that cannot be used: the message is one line that names the variable and says what it takes. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The settings of the simulator, from the environment alone. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const variable = String(parsed.error.issues[0]?.path[0]);
    const given = JSON.stringify(environment[variable]);
    throw new ConfigError(`${variable} is ${given}: it takes ${VARIABLES[variable]?.takes}.`);
  }
  const env = parsed.data;
  const { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile } = env;
  if ((certFile === undefined) !== (keyFile === undefined))
    throw new ConfigError('TLS_CERT_FILE and TLS_KEY_FILE go together: set both or neither.');
  return {
    host: env.HOST,
    port: env.SIMULATOR_PORT,
    controlPort: env.CONTROL === 'off' ? null : env.CONTROL_PORT,
    origin: env.OPTIMOVE_ISSUER,
    connectorUrl: env.CONNECTOR_PUBLIC_URL ?? `http://localhost:${env.CONNECTOR_PORT}/mcp`,
    tls: certFile === undefined || keyFile === undefined ? undefined : { certFile, keyFile },
    data: env.OPTIMOVE_DATA,
    redirectUris: env.REDIRECT_URIS,
    refreshGraceSeconds: env.REFRESH_GRACE,
    rateLimit: env.RATE_LIMIT,
  };
}
