import { defineCheck } from '../../define.ts';
import { question, remembering } from '../../sabotage/faulty-gates.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import { compareWithRules } from './compare-with-rules.ts';

export default defineCheck({
  requirement: 'permissions.own-tenant',
  async run(connector) {
    const theirs = await listings(connector, 'other-tenant');
    const ours = await listings(connector, 'wide');
    if (theirs[0]?.tenant === ours[0]?.tenant)
      throw new NotTestable('the user "other-tenant" is in the tenant of "wide"');
    await compareWithRules(connector, 'other-tenant', theirs);

    const [session, foreign] = [await connector.as('wide'), await connector.as('other-tenant')];
    let tried = 0;
    for (const { entity, get, items } of ours) {
      const id = items[0]?.id;
      if (get === undefined || id === undefined) continue;
      const control = await session.call(get.name, { id });
      if (control.kind !== 'result')
        throw new NotTestable(`${get.name} does not fetch what was listed: ${control.text}`);
      const answer = await foreign.call(get.name, { id });
      if (answer.kind === 'result' && !theirs.some((their) => their.items.some((item) => item.id === id))) {
        throw new Violation(`a user of another tenant can fetch ${entity} ${id}`, {
          calls: [control.exchange, answer.exchange],
        });
      }
      tried += 1;
    }
    return `${tried} kinds of entities, none crosses tenants`;
  },
  saboteurs: [
    {
      breaks: 'keeps one memory of fetched entities for all tenants',
      caught: /another tenant can fetch campaign/u,
      sabotage: (wire) =>
        remembering(wire, {
          key: question,
          when: (_status, body) => body.includes('"isError":true'),
        }),
    },
  ],
});
