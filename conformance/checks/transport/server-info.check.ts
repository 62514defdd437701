import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { META, modernEra } from '../../client/eras.ts';
import { rewriteResultOf } from '../../sabotage/answer-sabotage.ts';
import { samples } from '../../samples/era-samples.ts';
import { jsonSchema } from '../../client/wire.ts';

export default defineCheck({
  requirement: 'transport.server-info',
  async run(connector) {
    const era = await modernEra(connector);
    let named = 0;
    for (const sample of await samples(connector)) {
      const result = sample.reply.answer?.result;
      if (sample.era !== era || result === undefined) continue;
      const info = jsonSchema.safeParse(result['_meta']).data?.[`${META}serverInfo`];
      const { name, version } = jsonSchema.safeParse(info).data ?? {};
      if (typeof name !== 'string' || typeof version !== 'string')
        throw new Violation(`a result of ${sample.method} does not say who made it`, {
          calls: [sample.reply.exchange],
        });
      named += 1;
    }
    return `${named} results name the server and its version`;
  },
  saboteurs: [
    {
      breaks: 'says in the discovery alone who it is',
      caught: /a result of tools\/list does not say who made it/u,
      sabotage: (wire) => rewriteResultOf(wire, 'tools/list', (result) => ({ ...result, _meta: {} })),
    },
  ],
});
