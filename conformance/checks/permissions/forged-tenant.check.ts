import { listCalls } from '../../samples/any-call.ts';
import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import { rawCall } from '../../client/raw-call.ts';
import type { RawRequest } from '../../client/raw-request.ts';
import type { Fetch } from '../../client/wire.ts';

export default defineCheck({
  requirement: 'permissions.forged-tenant',
  async run(connector) {
    const witness = connector.witness();
    const [theirs] = await listings(connector, 'other-tenant');
    const foreign = theirs?.tenant;
    const token = await (await connector.token('wide'))();
    const [call] = await listCalls(connector);
    const control = await witness.during(async () => rawCall(connector, token, call));
    const own = new Set(control.map(({ tenant_id: tenant }) => tenant));
    if (control.length === 0) throw new NotTestable(`no request reached the API during ${call.tool}`);
    if (foreign === undefined || own.has(foreign))
      throw new NotTestable('the tenant of the user "other-tenant" is not known to be another one');

    const named = { tenant_id: foreign, tenant: foreign };
    const params = (more: object) => ({ params: { name: call.tool, ...more } });
    const forgeries: Record<string, Partial<RawRequest>> = {
      'in an argument': params({ arguments: { tenant_id: foreign } }),
      'in _meta': params({ arguments: {}, _meta: { ...named, 'com.optimove/tenant_id': foreign } }),
      'in a header': { headers: { 'x-tenant-id': foreign, 'x-optimove-tenant': foreign, tenant: foreign } },
    };
    for (const [where, forged] of Object.entries(forgeries)) {
      const calls: Awaited<ReturnType<typeof rawCall>>['exchange'][] = [];
      const journal = await witness.during(async () =>
        calls.push((await rawCall(connector, token, call, forged)).exchange),
      );
      const strange = journal.find(({ tenant_id: tenant }) => !own.has(tenant));
      if (strange !== undefined)
        throw new Violation(`another tenant named ${where} was asked: ${strange.tenant_id ?? 'none'}`, {
          calls,
          journal,
        });
    }
    return 'the token says which tenant, and nothing else does';
  },
  saboteurs: [
    {
      breaks: 'goes to the tenant that a header names',
      caught: /another tenant named in a header was asked: beta/u,
      sabotage: ({ fetch }) => impersonating(fetch, async ({ headers }) => headers.has('x-tenant-id')),
    },
    {
      breaks: 'goes to the tenant that _meta names',
      caught: /another tenant named in _meta was asked: beta/u,
      sabotage: ({ fetch }) =>
        impersonating(fetch, async (request) =>
          (await request.clone().text()).includes('"com.optimove/tenant_id"'),
        ),
    },
  ],
});

/** Serves the first caller who ever came, where `when` says so. */
function impersonating(fetch: Fetch, when: (request: Request) => Promise<boolean>): Fetch {
  const callers: string[] = [];
  return async (request) => {
    const given = request.headers.get('authorization');
    if (given !== null && !callers.includes(given)) callers.push(given);
    const other = callers.find((caller) => caller !== given);
    if (other !== undefined && (await when(request))) request.headers.set('authorization', other);
    return fetch(request);
  };
}
