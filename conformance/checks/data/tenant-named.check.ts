import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { isNextPage } from '../../sabotage/hiding.ts';
import { sampleAnswers } from '../../samples/sample-answers.ts';
import { rewriteStructured } from '../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'data.tenant-named',
  async run(connector) {
    const results = (await sampleAnswers(connector)).filter(
      ({ kind }) => kind === 'result' || kind === 'malformed',
    );
    const tenants = new Set<string>();
    for (const { structured, exchange } of results) {
      const tenant = structured['tenant_id'];
      // A result about the user, such as the tenants to choose from, lists them.
      if (typeof tenant !== 'string' && !('tenants' in structured)) {
        throw new Violation(`${exchange.request} does not say which tenant it is about`, {
          calls: [exchange],
        });
      }
      if (typeof tenant === 'string') tenants.add(tenant);
    }
    return `${results.length} results, all about ${[...tenants].join(', ')}`;
  },
  saboteurs: [
    {
      breaks: 'leaves the tenant out of fetched entities',
      caught: /does not say which tenant/u,
      sabotage: (wire) =>
        rewriteStructured(wire, ({ tenant_id: tenant, ...structured }) =>
          'item' in structured ? structured : { ...structured, tenant_id: tenant },
        ),
    },
    {
      breaks: 'names the tenant on the first page of a list and on no other',
      caught: /list_\w+ does not say which tenant/u,
      hides: 'second page',
      sabotage: (wire) =>
        rewriteStructured(wire, ({ tenant_id: tenant, ...structured }, call) =>
          isNextPage(call) ? structured : { ...structured, tenant_id: tenant },
        ),
    },
  ],
});
