import { refresh, signIn } from './oauth-client.ts';
import type { Grant } from './oauth-client.ts';
import type { Fetch } from './wire.ts';

/** Signs in by itself, or came with a token; `place` says where the token was read, `@FILE` or `env:NAME`. */
export type Person = { email: string; password: string } | { token: string; place?: string };

/**
 * Signs a person in, and gives access tokens from then on, renewed at half of their life. Those who ask at once share a renewal: a
 * refresh token that is used twice ends its grant. Where the answer of a renewal was lost, the person signs in anew.
 *
 * @see RFC 9700, section 4.14.2
 */
export async function tokenSource(person: Person, url: URL, fetch: Fetch): Promise<() => Promise<string>> {
  if ('token' in person) return async () => person.token;
  let grant = await signIn(url, fetch, person);
  let renewAt = renewalOf(grant);
  let renewing: Promise<void> | null = null;

  const renewed = async (): Promise<Grant> => ({
    ...grant,
    tokens: { ...grant.tokens, ...(await refresh(grant, fetch)) },
  });
  const renew = async (): Promise<void> => {
    grant = await renewed().catch(async () => signIn(url, fetch, person));
    renewAt = renewalOf(grant);
  };
  return async () => {
    if (performance.now() > renewAt) {
      renewing ??= renew().finally(() => (renewing = null));
      await renewing;
    }
    return grant.tokens.access_token;
  };
}

function renewalOf({ tokens }: Grant): number {
  return performance.now() + ((tokens.expires_in ?? 3600) * 1000) / 2;
}
