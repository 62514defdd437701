import { z } from 'zod';
import { endpointIn, ourClient, send } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { rewriteDocument } from '../../../sabotage/sabotage.ts';
import { jsonSchema } from '../../../client/wire.ts';

/** Members of private and of symmetric keys (RFC 7518, sections 6.2.2, 6.3.2 and 6.4). */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const keysSchema = z.object({ keys: z.array(jsonSchema).min(1) });

export default defineCheck({
  requirement: 'auth.keys-public',
  async run(connector) {
    const { discovery } = await ourClient(connector);
    const answer = await send(connector, new Request(endpointIn(discovery, 'jwks_uri')));
    const found = keysSchema.safeParse(answer.body);
    if (!found.success) throw new NotTestable(`the keys are answered with ${answer.status}, without a key`);
    for (const key of found.data.keys) {
      const secret = PRIVATE.filter((member) => member in key);
      if (secret.length > 0)
        throw new Violation(`a published key holds what is private: ${secret.join(', ')}`);
    }
    return `${found.data.keys.length} public keys`;
  },
  saboteurs: [
    {
      breaks: 'publishes its private key',
      caught: /holds what is private: d/u,
      sabotage: (wire) =>
        rewriteDocument(wire, '/jwks', ({ keys }) => ({
          keys: Array.isArray(keys) ? keys.map((key: object) => ({ ...key, d: 'secret' })) : keys,
        })),
    },
    {
      breaks: 'publishes a symmetric key beside the public one',
      caught: /holds what is private: k/u,
      sabotage: (wire) =>
        rewriteDocument(wire, '/jwks', ({ keys }) => ({
          keys: [...(Array.isArray(keys) ? keys : []), { kty: 'oct', k: 'secret' }],
        })),
    },
  ],
});
