import { draftCall, listCalls } from '../../../samples/any-call.ts';
import { defineCheck } from '../../../define.ts';
import { NotApplicable, NotTestable, Violation } from '../../../finding.ts';
import { rawCall } from '../../../client/raw-call.ts';
import { rewriteMessages } from '../../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'auth.refusal-without-effect',
  async run(connector) {
    const witness = connector.witness();
    const token = await (await connector.token('wide'))();
    const [list] = await listCalls(connector);
    const draft = await draftCall(connector, 'Nobody asked for this').catch((error: unknown) => {
      if (error instanceof NotApplicable) return list;
      throw error;
    });
    const control = await witness.during(async () => rawCall(connector, token, list));
    if (control.length === 0) throw new NotTestable(`no request reached the API during ${list.tool}`);

    const inQuery = new URL(connector.url);
    inQuery.searchParams.set('access_token', token);
    const refused = {
      'without a token': [null, undefined],
      'with a token that is cut': [token.slice(0, -8), undefined],
      'with a token in the address': [null, inQuery],
    } as const;
    for (const [which, [bearer, address]] of Object.entries(refused)) {
      for (const call of [list, draft]) {
        const calls: Awaited<ReturnType<typeof rawCall>>['exchange'][] = [];
        const journal = await witness.during(async () =>
          calls.push((await rawCall(connector, bearer, call, { address })).exchange),
        );
        if (journal.length > 0)
          throw new Violation(`a call ${which} reached the API all the same: ${call.tool}`, {
            calls,
            journal,
          });
      }
    }
    return `${Object.keys(refused).length} ways to be refused, and none reaches the API`;
  },
  saboteurs: [
    {
      breaks: 'does the work while it finds out who calls',
      caught: /call without a token reached the API all the same/u,
      sabotage: (wire) =>
        rewriteMessages(wire, {
          request(message) {
            if (message.method === 'tools/call') wire.mischief.upstream('read');
            return message;
          },
        }),
    },
    {
      breaks: 'drafts first where the token looks like one',
      caught: /with a token that is cut reached the API all the same: \w*create_draft/u,
      sabotage:
        ({ fetch, mischief }) =>
        async (request) => {
          const body = await request.clone().text();
          const response = await fetch(request);
          if (
            response.status === 401 &&
            request.headers.has('authorization') &&
            body.includes('create_draft')
          )
            mischief.upstream('create_draft');
          return response;
        },
    },
  ],
});
