import {
  formRequest,
  ourClient,
  redemption,
  send,
  tokensFor,
  tokensIn,
} from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import type { Wire } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import type { Fetch } from '../../../client/wire.ts';

type Attempt = (form: URLSearchParams, endpoint: string) => Request;

const ATTEMPTS: Readonly<Record<string, Attempt>> = {
  'by GET': (form, endpoint) => new Request(`${endpoint}?${form.toString()}`, { redirect: 'manual' }),
  'in its address': (form, endpoint) =>
    formRequest(`${endpoint}?${form.toString()}`, new URLSearchParams({ state: 'none' })),
  'as JSON': (form, endpoint) =>
    new Request(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(form)),
    }),
  'with its code twice': (form, endpoint) =>
    formRequest(endpoint, new URLSearchParams([...form, ['code', form.get('code') ?? '']])),
  'with a second client': (form, endpoint) =>
    formRequest(endpoint, new URLSearchParams([...form, ['client_id', 'another']])),
};

export default defineCheck({
  requirement: 'auth.token-request',
  async run(connector) {
    const { token_endpoint: endpoint } = (await ourClient(connector)).discovery.server;
    await tokensFor(connector, await redemption(connector));
    for (const [attempt, request] of Object.entries(ATTEMPTS)) {
      const answer = await send(connector, request(await redemption(connector), endpoint));
      if (tokensIn(answer) !== null)
        throw new Violation(`a token request ${attempt} got tokens`, { calls: [answer.exchange] });
    }
    return `tokens for a form by POST; none ${Object.keys(ATTEMPTS).join(', ')}`;
  },
  saboteurs: [
    {
      breaks: 'reads token requests from the address',
      caught: /by GET got tokens/u,
      sabotage: (wire) => understanding(wire, async ({ url }) => new URL(url).searchParams),
    },
    {
      breaks: 'reads token requests as JSON too',
      caught: /as JSON got tokens/u,
      sabotage: (wire) =>
        understanding(wire, async (request) => {
          const isJson = request.headers.get('content-type') === 'application/json';
          return new URLSearchParams(isJson ? JSON.parse(await request.text()) : {});
        }),
    },
    {
      breaks: 'looks at the first of two clients',
      hides: 'rare argument',
      caught: /with a second client got tokens/u,
      sabotage: (wire) =>
        understanding(wire, async (request) => {
          const form = new URLSearchParams(request.method === 'POST' ? await request.text() : '');
          return form.getAll('client_id').length > 1
            ? new URLSearchParams(Object.fromEntries([...form].toReversed()))
            : form;
        }),
    },
  ],
});

/** Takes for a token request what `read` finds one in. */
function understanding({ fetch }: Wire, read: (request: Request) => Promise<URLSearchParams>): Fetch {
  return async (request) => {
    const form = await read(request.clone());
    return fetch(form.has('grant_type') ? formRequest(request.url.split('?')[0] ?? '', form) : request);
  };
}
