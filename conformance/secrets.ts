import { z } from 'zod';
import type { Target } from './connector.ts';

/** Stands where a secret was. */
export const MARK = '[secret]';

/** A shorter text is a word like any other. */
const SHORTEST = 4;
/** So much of the beginning of a secret is still secret. */
const SHORTEST_BEGINNING = 8;
/** What looks like a token, whoever issued it. */
const TOKENS = /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/gu;
const CREDENTIALS = /\b(Bearer|Basic|DPoP)\s+[\w.~+/-]{16,}=*/giu;
const SECRET_PARAMETER = /key|token|secret|password|auth|signature/iu;

const issuedSchema = z.object({
  access_token: z.string().optional(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
  client_secret: z.string().optional(),
  registration_access_token: z.string().optional(),
});

/** What a run keeps to itself: the passwords and tokens that it was given, and the tokens that it came by. */
export interface Secrets {
  /** The same target; each token that crosses its wire from now on is a secret. */
  watched: (target: Target) => Target;
  /** The text with a mark in the place of each secret, plain, quoted, encoded, or cut off at the end of an excerpt. */
  without: (text: string) => string;
}

export function keepSecrets(): Secrets {
  const known = new Set<string>();
  const keep = (secret: string | undefined) => {
    if (secret === undefined || secret.length < SHORTEST) return;
    const bytes = Buffer.from(secret);
    known.add(secret).add(JSON.stringify(secret).slice(1, -1)).add(encodeURIComponent(secret.toWellFormed()));
    known.add(bytes.toString('base64url')).add(bytes.toString('base64'));
  };

  const watched = (target: Target): Target => {
    const { url, control, people, fetch, throttled } = target;
    for (const person of Object.values(people)) keep('token' in person ? person.token : person.password);
    keep(url.password);
    for (const [name, value] of url.searchParams) if (SECRET_PARAMETER.test(name)) keep(value);
    return {
      ...target,
      async fetch(request) {
        keep(/^\w+ (\S{16,})$/u.exec(request.headers.get('authorization') ?? '')?.[1]);
        const response = await fetch(request);
        // Only an authorization server issues tokens: neither MCP endpoint nor control API is read twice.
        const { origin, pathname } = new URL(request.url);
        if (pathname !== url.pathname && origin !== control?.origin) {
          for (const token of await issuedBy(response)) keep(token);
        }
        return response;
      },
      ...(throttled !== undefined && { throttled: async () => watched(await throttled()) }),
    };
  };
  return { watched, without: (text) => without(text, known) };
}

/** The tokens in an answer of an authorization server. */
async function issuedBy(response: Response): Promise<(string | undefined)[]> {
  if (response.headers.get('content-type')?.includes('json') !== true) return [];
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  const issued = issuedSchema.safeParse(body);
  return issued.success ? Object.values(issued.data) : [];
}

function without(text: string, secrets: ReadonlySet<string>): string {
  let clean = text;
  // The longest first: one secret may be part of another.
  for (const secret of [...secrets].toSorted((one, other) => other.length - one.length)) {
    clean = clean.replaceAll(secret, MARK);
    clean = withoutBeginning(clean, secret);
  }
  return clean.replaceAll(TOKENS, MARK).replaceAll(CREDENTIALS, `$1 ${MARK}`);
}

/** An excerpt may end in the middle of a secret. */
function withoutBeginning(text: string, secret: string): string {
  const cut = text.lastIndexOf('…');
  const end = cut === -1 ? text.length : cut;
  const tail = text.slice(Math.max(0, end - SHORTEST_BEGINNING), end);
  if (tail.length < SHORTEST_BEGINNING) return text;
  for (let at = secret.lastIndexOf(tail); at !== -1; at = at === 0 ? -1 : secret.lastIndexOf(tail, at - 1)) {
    const beginning = secret.slice(0, at + tail.length);
    if (text.slice(0, end).endsWith(beginning)) {
      return `${text.slice(0, end - beginning.length)}${MARK}${text.slice(end)}`;
    }
  }
  return text;
}
