import { SignJWT } from 'jose';
import { SIGNING_ALGORITHM, type SigningKey } from './signing-key.ts';

type Members = Readonly<Record<string, unknown>>;

/** The members with others in their place; null leaves one out. */
export function changed(members: Members, changes: Members = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ ...members, ...changes }).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** Signs whatever the claims and the header say, right or wrong. */
export async function signClaims(claims: Members, header: Members, key: SigningKey): Promise<string> {
  const { crit } = header;
  const critical = Array.isArray(crit) ? crit.map((name) => [String(name), true] as const) : [];
  return new SignJWT({ ...claims })
    .setProtectedHeader({ ...header, alg: SIGNING_ALGORITHM })
    .sign(key.privateKey, { crit: Object.fromEntries(critical) });
}
