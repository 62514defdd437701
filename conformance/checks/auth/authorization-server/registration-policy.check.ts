import { ourClient } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { rewriteResponses } from '../../../sabotage/sabotage.ts';
import { jsonSchema } from '../../../client/wire.ts';
import type { Json } from '../../../client/wire.ts';
import { registerWith } from './registration.ts';

const CHOSEN = 'chosen-by-the-client-itself';

export default defineCheck({
  requirement: 'auth.registration-policy',
  async run(connector) {
    const { clientId } = await ourClient(connector);
    const control = await registerWith(connector, {});
    if (control.status !== 201)
      throw new NotTestable(`a faultless registration is answered with ${control.status}`);
    const wishes: readonly Json[] = [
      { client_id: CHOSEN },
      { client_id: clientId },
      { client_secret: CHOSEN, token_endpoint_auth_method: 'client_secret_post' },
      { registration_access_token: CHOSEN },
      { grant_types: ['authorization_code', 'password'] },
      { grant_types: ['authorization_code', 'client_credentials'] },
      { grant_types: ['authorization_code', 'implicit'] },
      { response_types: ['code', 'token'] },
      { redirect_uris: 'http://127.0.0.1:7777/callback' },
    ];
    for (const wish of wishes) {
      const answer = await registerWith(connector, wish);
      if (answer.status >= 400) continue;
      const fulfilled = Object.entries(wish).find(([name, value]) => isFulfilled(answer.body[name], value));
      if (fulfilled !== undefined) {
        const [name, value] = fulfilled;
        const what = value === clientId ? 'that of another client' : JSON.stringify(value);
        throw new Violation(`a client chose its ${name} at registration: ${what}`, {
          calls: [answer.exchange],
        });
      }
    }
    return `registered without wishes; ${wishes.length} wishes refused or not fulfilled`;
  },
  saboteurs: [
    {
      breaks: 'lets a client choose its id',
      caught: /chose its client_id at registration: "chosen/u,
      sabotage: (wire) => fulfilling(wire, (wish) => wish['client_id'] === CHOSEN),
    },
    {
      breaks: 'lets a client take the id of another one',
      hides: 'rare argument',
      caught: /chose its client_id at registration: that of another client/u,
      sabotage: (wire) => fulfilling(wire, (wish) => String(wish['client_id']).startsWith('client-')),
    },
    {
      breaks: 'lets a client have tokens for passwords',
      caught: /chose its grant_types at registration: .*password/u,
      sabotage: (wire) => fulfilling(wire, (wish) => String(wish['grant_types']).includes('password')),
    },
    {
      breaks: 'lets a client have tokens in the front channel',
      caught: /chose its response_types at registration/u,
      sabotage: (wire) => fulfilling(wire, (wish) => String(wish['response_types']).includes('token')),
    },
  ],
});

/** Of a list, already when the last one is granted, which is the one in question. */
function isFulfilled(given: unknown, wished: unknown): boolean {
  if (Array.isArray(given) && Array.isArray(wished)) return given.includes(wished.at(-1));
  return given === wished && given !== 'client_secret_post';
}

function fulfilling(
  wire: Parameters<typeof rewriteResponses>[0],
  which: (wish: Json) => boolean,
): ReturnType<typeof rewriteResponses> {
  return rewriteResponses(
    wire,
    ({ pathname }) => pathname === '/register',
    async (response, request) => {
      const wish = jsonSchema.parse(await request.json());
      return which(wish) ? Response.json({ client_id: 'client', ...wish }, { status: 201 }) : response;
    },
  );
}
