import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerpt } from './finding.ts';
import { keepSecrets, MARK } from './secrets.ts';
import type { Target } from './connector.ts';

const url = new URL('https://connector.test/mcp');
const silent: Target['fetch'] = async () => new Response(null, { status: 204 });

function keeping(password: string) {
  const secrets = keepSecrets();
  secrets.watched({ url, fetch: silent, people: { wide: { email: 'a@b.test', password } } });
  return secrets;
}

describe('secrets', () => {
  test('are taken out of any text, however they are written', () => {
    const password = fc.string({
      minLength: 4,
      maxLength: 40,
      unit: fc.constantFrom('a', 'Z', '"', '\\', 'é', '😀', '\n', '$', '&'),
    });
    fc.assert(
      fc.property(password, fc.string(), fc.string(), (secret, before, after) => {
        fc.pre(!before.includes(secret) && !after.includes(secret) && !MARK.includes(secret));
        const { without } = keeping(secret);
        for (const form of [
          secret,
          JSON.stringify(secret).slice(1, -1),
          Buffer.from(secret).toString('base64'),
        ]) {
          const clean = without(`${before} ${form} ${after}`);
          expect(clean).toContain(MARK);
        }
        expect(without(`<${secret}>`)).not.toContain(secret);
      }),
    );
  });

  test('do not stand at the end of an excerpt either, cut in two', () => {
    const { without } = keeping('a-long-password-of-many-letters');
    const text = `${'x'.repeat(20)}a-long-password-of-many-letters`;

    expect(without(excerpt(text, 35))).toBe(`${'x'.repeat(20)}${MARK}… (51 characters)`);
  });

  test('are also the tokens that a target was asked with, and those that it issued', async () => {
    const secrets = keepSecrets();
    const { fetch } = secrets.watched({
      url,
      people: { narrow: { token: 'given-token' } },
      fetch: async () => Response.json({ access_token: 'issued-token', refresh_token: 'kept-token' }),
    });
    await fetch(
      new Request('https://connector.test/token', {
        headers: { authorization: 'Bearer asked-with-token-1' },
      }),
    );

    expect(secrets.without('given-token issued-token kept-token asked-with-token-1')).toBe(
      [MARK, MARK, MARK, MARK].join(' '),
    );
  });

  test('are whatever looks like a token, and what stands in an address', () => {
    const secrets = keepSecrets();
    secrets.watched({
      url: new URL('https://u:open-sesame@c.test/mcp?api_key=abc123'),
      fetch: silent,
      people: {},
    });

    expect(
      secrets.without('Bearer abcdefghijklmnopqrst at https://u:open-sesame@c.test/mcp?api_key=abc123'),
    ).toBe(`Bearer ${MARK} at https://u:${MARK}@c.test/mcp?api_key=${MARK}`);
    expect(secrets.without('eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln')).toBe(MARK);
  });
});
