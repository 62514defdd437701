import { defineCheck } from '../../../define.ts';
import type { Wire } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { knock } from '../../../client/raw-request.ts';
import type { Fetch } from '../../../client/wire.ts';

const CANARY = 'canary';
const KNOWN = ['realm', 'error', 'error_description', 'error_uri', 'scope', 'resource_metadata'];
/** @see RFC 9110, section 11.2 */
const PARAMETER = /^([!#$%&'*+.^_`|~\w-]+)=(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+.^_`|~\w-]+))(?:\s*,\s*|$)/u;

export default defineCheck({
  requirement: 'auth.challenge-injection',
  async run(connector) {
    const address = new URL(connector.url);
    address.searchParams.set('scope', `${CANARY}" realm="${CANARY}`);
    const attempts = {
      'a token with quotes': { authorization: `Bearer x", scope="${CANARY}` },
      'a token with a backslash': { authorization: `Bearer x\\", realm="${CANARY}` },
      'a scheme with a comma': { authorization: `Bearer, Basic realm="${CANARY}"` },
      'an address with quotes': {},
    };
    for (const [what, headers] of Object.entries(attempts)) {
      const to = what.startsWith('an address') ? address : undefined;
      const answer = await knock(connector, null, to, { headers });
      const challenge = answer.headers.get('www-authenticate');
      const problem = challenge === null ? null : problemIn(challenge);
      const calls = [{ ...answer.exchange, answer: challenge ?? '' }];
      if (problem !== null) throw new Violation(`${what} makes a challenge that ${problem}`, { calls });
    }
    return `${Object.keys(attempts).length} attempts, and the challenge says what it always says`;
  },
  saboteurs: [
    {
      breaks: 'repeats the token that it refuses',
      caught: /token with quotes makes a challenge that repeats what was sent/u,
      sabotage: (wire) => saying(wire, (request) => request.headers.get('authorization')),
    },
    {
      breaks: 'repeats the scope that the address asks for',
      caught: /address with quotes makes a challenge that repeats what was sent/u,
      sabotage: (wire) => saying(wire, ({ url }) => new URL(url).searchParams.get('scope')),
    },
    {
      breaks: 'puts two parameters of the same name into its challenge',
      caught: /makes a challenge that has scope twice/u,
      sabotage: (wire) => saying(wire, () => 'x", scope="y'),
    },
  ],
});

function problemIn(challenge: string): string | null {
  if (challenge.includes(CANARY)) return 'repeats what was sent';
  const names: string[] = [];
  let rest = challenge.replace(/^Bearer\s+/iu, '');
  while (rest !== '') {
    const [whole = '', name] = PARAMETER.exec(rest) ?? [];
    if (name === undefined) return `cannot be parsed from here: ${rest}`;
    names.push(name.toLowerCase());
    rest = rest.slice(whole.length);
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `has ${twice} twice`;
  const strange = names.find((name) => !KNOWN.includes(name));
  return strange === undefined ? null : `has an unknown parameter: ${strange}`;
}

function saying({ fetch }: Wire, what: (request: Request) => string | null): Fetch {
  return async (request) => {
    const response = await fetch(request);
    const header = response.headers.get('www-authenticate');
    const words = what(request);
    if (header === null || words === null) return response;
    const headers = { 'www-authenticate': `${header}, error_description="${words}"` };
    return new Response(null, { status: response.status, headers });
  };
}
