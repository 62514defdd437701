import { z } from 'zod';
import { readJson } from '../http/read-json.ts';
import { ISSUER_TIMEOUT_MS } from '../limits.ts';
import { untilAborted } from '../policy/deadline.ts';
import { clientAssertion, CONNECTOR_CLIENT_ID, type ConnectorKey } from './connector-key.ts';

const ANSWER_BYTES = 256 * 1024;

/** The authorization server cannot be asked, or answers what no authorization server answers. `step` names the request. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
  readonly step: string;
  readonly problem: string;

  constructor(step: string, problem: string) {
    super(`${step}: ${problem}`);
    this.step = step;
    this.problem = problem;
  }
}

interface IssuerMetadata {
  jwks_uri: string;
  introspection_endpoint: string;
  token_endpoint: string;
}

interface IssuerAnswer {
  status: number;
  body: unknown;
  /** The authorization server's clock. */
  date: Date | null;
}

export interface IssuerOptions {
  issuer: string;
  fetch: (request: Request) => Promise<Response>;
  key: ConnectorKey;
  now: () => Date;
}

/** The authorization server, asked with the connector's own credentials. */
export interface Issuer {
  readonly url: string;
  /** The key set of the metadata document. */
  keySet(): Promise<IssuerAnswer>;
  /** Posts a form to an endpoint of the metadata document, authenticated by `private_key_jwt`. */
  post(
    endpoint: 'introspection_endpoint' | 'token_endpoint',
    form: Record<string, string>,
  ): Promise<IssuerAnswer>;
}

/** @see RFC 8414, section 3.3: the issuer in the document must be the one that was asked. */
export function createIssuer({ issuer, fetch, key, now }: IssuerOptions): Issuer {
  const endpoint = z.string().refine((url) => URL.parse(url)?.origin === new URL(issuer).origin);
  const metadataSchema = z.object({
    issuer: z.literal(issuer),
    jwks_uri: endpoint,
    introspection_endpoint: endpoint,
    token_endpoint: endpoint,
  });
  let known: Promise<IssuerMetadata> | undefined;

  async function send(step: string, request: Request): Promise<IssuerAnswer> {
    const signal = AbortSignal.timeout(ISSUER_TIMEOUT_MS);
    try {
      const response = await untilAborted(
        fetch(new Request(request, { redirect: 'manual', signal })),
        signal,
      );
      const date = new Date(response.headers.get('date') ?? Number.NaN);
      return {
        status: response.status,
        body: await readJson(response, ANSWER_BYTES),
        date: Number.isNaN(date.getTime()) ? null : date,
      };
    } catch {
      throw new IssuerUnavailable(step, signal.aborted ? 'no answer in time' : 'no usable answer');
    }
  }

  async function discover(): Promise<IssuerMetadata> {
    const answer = await send('metadata', new Request(metadataUrl(issuer)));
    const parsed = metadataSchema.safeParse(answer.body);
    if (answer.status !== 200 || !parsed.success) {
      throw new IssuerUnavailable('metadata', 'no metadata document of this issuer');
    }
    return parsed.data;
  }

  async function metadata(): Promise<IssuerMetadata> {
    const asked = (known ??= discover());
    try {
      return await asked;
    } catch (thrown) {
      if (known === asked) known = undefined;
      throw thrown;
    }
  }

  return {
    url: issuer,
    async keySet() {
      return send('jwks', new Request((await metadata()).jwks_uri));
    },
    async post(name, form) {
      const url = (await metadata())[name];
      const assertion = await clientAssertion(key, issuer, now());
      const body = new URLSearchParams({ ...form, client_id: CONNECTOR_CLIENT_ID, ...assertion });
      return send(name, new Request(url, { method: 'POST', headers: { accept: 'application/json' }, body }));
    },
  };
}

/** @see RFC 8414, section 3.1: the well-known part goes between host and path. */
function metadataUrl(issuer: string): string {
  const url = new URL(issuer);
  return `${url.origin}/.well-known/oauth-authorization-server${url.pathname.replace(/\/$/, '')}`;
}
