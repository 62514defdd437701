import { z } from 'zod';
import { SCALES } from '#fixtures/world-data.ts';
import type { RateLimit } from './endpoints/rate-limit.ts';

const origin = z
  .url({ protocol: /^https?$/ })
  .refine((url) => new URL(url).origin === url, 'must be an origin without path or slash at the end')
  .default('http://localhost:4320');

const optionsSchema = z.strictObject({
  seed: z.int().min(0).optional(),
  scale: z.enum(SCALES).optional(),
  clock: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text).toISOString())
    .optional(),
  data: z.string().min(1).optional(),
  origin,
  mcpResource: z.url().default('http://localhost:4310/mcp'),
  connectorJwksUrl: z.url().optional(),
  refreshGraceSeconds: z.int().min(0).default(30),
  extraRedirectUris: z.array(z.url()).readonly().default([]),
  quirks: z.boolean().optional(),
  rateLimit: z.custom<RateLimit>().optional(),
  fetch: z.custom<typeof fetch>().optional(),
  onBug: z.custom<(error: unknown) => void>().optional(),
  onLost: z.custom<(error: unknown) => void>().optional(),
});

/** How a simulator differs from the standard one. All of it may be left out. */
export interface SimulatorOptions {
  /** Which demo world; 1 when left out. */
  seed?: number;
  /** The size of `megamart`; `small` when left out. */
  scale?: (typeof SCALES)[number];
  /** An ISO instant where the world's clock starts; absent: now. */
  clock?: string;
  /** A folder that keeps data, grants, clock and journal; absent: they end with the process. */
  data?: string | undefined;
  /** Told that a change could not be kept: the process must end, as a restart would not find what it had answered. */
  onLost?: (error: unknown) => void;
  /** The simulator's public origin, without a slash at the end; it is also the issuer of tokens. */
  origin?: string;
  /** The canonical URL of the connector: the only resource that tokens are issued for. */
  mcpResource?: string;
  /** Where the connector publishes the key that it signs its client assertions with; on its origin when left out. */
  connectorJwksUrl?: string;
  /** How long a refresh that is sent again is answered as the first time. */
  refreshGraceSeconds?: number;
  extraRedirectUris?: readonly string[];
  /** Whether the public API shows the documented oddities; it does not when left out. */
  quirks?: boolean | undefined;
  /** Of the tenant API, for each user; without it requests are not counted. */
  rateLimit?: RateLimit | undefined;
  /** Fetches key sets and client ID metadata documents. */
  fetch?: typeof fetch;
  /** Told of what was thrown while a request was answered: a bug, never an expected outcome. */
  onBug?: (error: unknown) => void;
}

/** The options with what was left out; throws one line that names the option that cannot be used. */
export function readOptions(given: SimulatorOptions) {
  const { success, data, error } = optionsSchema.safeParse(given);
  if (!success) {
    const [issue] = error.issues;
    const name = issue?.path[0] === undefined ? '' : `Option ${String(issue.path[0])}: `;
    throw new TypeError(`createSimulator cannot start. ${name}${issue?.message}.`);
  }
  const { connectorJwksUrl = `${new URL(data.mcpResource).origin}/.well-known/jwks.json` } = data;
  return { ...data, connectorJwksUrl };
}
