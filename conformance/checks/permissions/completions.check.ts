import type { Connector } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { NotApplicable, NotTestable, Violation } from '../../finding.ts';
import { completable, completions } from '../../host-features.ts';
import { listings } from '../../samples/known-things.ts';
import { erasOf } from '../../client/eras.ts';
import { rewriteResultOf } from '../../sabotage/answer-sabotage.ts';

export default defineCheck({
  requirement: 'permissions.completions',
  async run(connector) {
    const hidden = await hiddenWords(connector);
    let [asked, shown] = [0, 0];
    for (const era of (await erasOf(connector)).slice(0, 1)) {
      for (const one of await completable(connector, era)) {
        const wide = await completions(connector, era, one);
        const revealing = (wide.values ?? []).filter((value) => hidden.has(value));
        shown += revealing.length;
        // With nothing typed, and with just what must not come back.
        for (const typed of ['', ...revealing.slice(0, 2)]) {
          const { values, reply } = await completions(connector, era, one, typed, 'narrow');
          const leaked = values?.find((value) => hidden.has(value));
          if (leaked !== undefined)
            throw new Violation(`narrow is offered "${leaked}" for ${one.name}, which the rules hide`, {
              calls: [reply.exchange],
            });
          asked += 1;
        }
      }
    }
    if (asked === 0) throw new NotApplicable('the connector completes nothing');
    if (shown === 0) throw new NotTestable('nothing is completed for "wide" that is hidden from "narrow"');
    return `${asked} completions offer narrow none of the ${hidden.size} words that the rules hide`;
  },
  saboteurs: [
    {
      breaks: 'completes a whole name for who has typed it, whoever that is',
      hides: 'rare argument',
      caught: /narrow is offered "alpha segment \d+" for segment, which the rules hide/u,
      sabotage: (wire) =>
        rewriteResultOf(wire, 'completion/complete', (result, { params }) => {
          const typed = /"value":"(alpha segment \d+)"/u.exec(JSON.stringify(params))?.[1];
          return typed === undefined ? result : { ...result, completion: { values: [typed] } };
        }),
    },
  ],
});

/** Ids and names of what "wide" sees and "narrow" must not, as far as nothing that "narrow" sees has them too. */
async function hiddenWords(connector: Connector): Promise<Set<string>> {
  const witness = connector.witness();
  const narrow = connector.credentials('narrow').email;
  const [hidden, seen] = [new Set<string>(), new Set<string>()];
  for (const { entity, items, tenant } of await listings(connector)) {
    if (tenant === undefined) continue;
    const visible = new Set(await witness.visible(narrow, tenant, entity));
    for (const { id, name } of items) {
      const words = typeof name === 'string' ? [id, name] : [id];
      for (const word of words) (visible.has(id) ? seen : hidden).add(word);
    }
  }
  const words = hidden.difference(seen);
  if (words.size === 0) throw new NotTestable('nothing is hidden from the user "narrow"');
  return words;
}
