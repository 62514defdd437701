import type { Connector } from '../../connector.ts';

/** The standard limit, of one user. */
const limitOf = (user: string) => ({
  match: { path: '/api/v1/*', user },
  effect: { status: 429, retryAfter: 10 },
  after: 50,
});

/**
 * Judges a connector that has a rate limit. One that has none of its own passes on that of the API, and a run switches the
 * API's off: the witness stands in for it, towards the user "wide".
 */
export async function withLimit(
  original: Connector,
  judgement: (connector: Connector) => Promise<string>,
): Promise<string> {
  const connector = await original.throttled();
  if (connector !== original || connector.level === 'L1') return judgement(connector);
  const witness = connector.witness();
  try {
    await witness.faults([limitOf(connector.credentials('wide').email)]);
    return await judgement(connector);
  } finally {
    await witness.reset(['faults']);
  }
}
