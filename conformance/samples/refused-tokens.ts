import type { Connector } from '../connector.ts';
import { NotApplicable, NotTestable, Violation } from '../finding.ts';
import { jwtIn } from '../client/jwt.ts';
import type { Jwt } from '../client/jwt.ts';
import { knock } from '../client/raw-request.ts';
import type { Json } from '../client/wire.ts';
import type { TokenChanges } from '../witness/witness.ts';

/** An access token of `wide` as it is, and its parts. */
export async function goodJwt(connector: Connector): Promise<Jwt & { token: string }> {
  const token = await (await connector.token('wide'))();
  const parts = jwtIn(token);
  if (parts === null)
    throw new NotApplicable('its access tokens are opaque: there is nothing in them to alter');
  return { token, ...parts };
}

/**
 * Sends the good token, each of the others in its place, and the good one again; a Violation when one of the others is answered by
 * anything but 401. `which` reads on from "a token".
 */
export async function expectRefused(
  connector: Connector,
  good: string,
  others: Readonly<Record<string, string>>,
  expected: readonly number[] = [401],
): Promise<number> {
  const control = await knock(connector, good);
  if (control.status !== 200) throw new NotTestable(`a good token is answered with ${control.status}`);
  // Each twice: a refusal must not be forgotten at the next try.
  for (const [which, token] of [...Object.entries(others), ...Object.entries(others)]) {
    const { status, exchange } = await knock(connector, token);
    if (!expected.includes(status)) {
      throw new Violation(`a token ${which} got ${status}, not ${expected.join(' or ')}`, {
        calls: [control.exchange, exchange],
      });
    }
  }
  const again = await knock(connector, good);
  if (again.status !== 200) throw new NotTestable(`the good token stopped working: ${again.status}`);
  return Object.keys(others).length;
}

/** Tokens that differ in one thing from one that is good: `as` is what all of them say, `but` the one thing that each says besides. */
interface Minting {
  as?: TokenChanges;
  but: Readonly<Record<string, TokenChanges>>;
}

/** The same for tokens that the issuer itself signs; `plan` gets what they say when nothing is changed. */
export async function expectMintedRefused(
  connector: Connector,
  plan: (said: Json) => Minting,
  expected?: readonly number[],
): Promise<number> {
  const witness = connector.witness();
  const { email } = connector.credentials('wide');
  const mint = async ({ claims, header, vouched }: TokenChanges, as: TokenChanges) => {
    const changes = { claims: { ...as.claims, ...claims }, header: { ...as.header, ...header } };
    return (await witness.tokens(email, { ...changes, vouched: vouched ?? as.vouched ?? false })).mcp;
  };
  const said = jwtIn(await mint({}, {}))?.claims;
  if (said === undefined) throw new NotTestable('the control API gave no JWT for the connector');
  const { as = {}, but } = plan(said);
  const others = Object.entries(but).map(
    async ([which, changes]) => [which, await mint(changes, as)] as const,
  );
  return expectRefused(
    connector,
    await mint({}, as),
    Object.fromEntries(await Promise.all(others)),
    expected,
  );
}
