import type { Connector, Who } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { NotApplicable, NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import { erasOf, send } from '../../client/eras.ts';
import type { Reply } from '../../client/eras.ts';
import { answerOtherwise, resultAnswer } from '../../sabotage/answer-sabotage.ts';
import { jsonSchema } from '../../client/wire.ts';

const PER_KIND = 2;

export default defineCheck({
  requirement: 'permissions.resources',
  async run(connector) {
    const linked = await hiddenLinks(connector);
    let refused = 0;
    for (const era of (await erasOf(connector)).slice(0, 1)) {
      for (const { uri, id } of linked) {
        const read = async (who: Who, address: string) =>
          send(connector, era.ask('resources/read', { uri: address }), who);
        const control = await read('wide', uri);
        if (control.answer?.result === undefined) continue;
        const nowhere = '9'.repeat(id.length);
        const absent = await read('narrow', uri.replace(id, nowhere));
        for (const who of ['narrow', 'other-tenant'] as const) {
          const reply = await read(who, uri);
          const calls = [reply.exchange, control.exchange];
          if (reply.answer?.result !== undefined)
            throw new Violation(`${who} can read ${uri} (${era.revision}), which the rules hide`, { calls });
          if (who === 'narrow' && plain(reply, id) !== plain(absent, nowhere))
            throw new Violation(`${uri} does not answer ${who} like an address that nothing has`, { calls });
          refused += 1;
        }
      }
    }
    if (refused === 0) throw new NotTestable('no address that a result links to can be read at all');
    return `${refused} readings of what the rules hide are refused`;
  },
  saboteurs: [
    {
      breaks: 'lets everybody read a journey whose address is known',
      caught: /narrow can read sound:\/\/alpha\/journey\/\d+ .*, which the rules hide/u,
      sabotage(wire) {
        const kept = new Map<string, unknown>();
        return answerOtherwise(
          wire,
          ({ message, text }) => message?.method === 'resources/read' && journeyIn(text) !== '',
          async (sent, response) => {
            const body = await response.text();
            const result = jsonSchema.safeParse(JSON.parse(body)).data?.['result'];
            if (result !== undefined) kept.set(journeyIn(sent.text), result);
            const known = jsonSchema.safeParse(kept.get(journeyIn(sent.text)));
            return known.success ? resultAnswer(sent, known.data) : new Response(body, response);
          },
        );
      },
    },
  ],
});

/** Addresses that results link to, of things that the user "wide" sees and the rules hide from "narrow". */
async function hiddenLinks(connector: Connector): Promise<{ uri: string; id: string }[]> {
  const witness = connector.witness();
  const narrow = connector.credentials('narrow').email;
  const session = await connector.as('wide');
  const found: { uri: string; id: string }[] = [];
  let hidden = 0;
  for (const { entity, get, items, tenant } of await listings(connector)) {
    if (get === undefined || tenant === undefined) continue;
    const seen = new Set(await witness.visible(narrow, tenant, entity));
    for (const { id } of items.filter((item) => !seen.has(item.id)).slice(0, PER_KIND)) {
      hidden += 1;
      const { result } = await session.call(get.name, { id });
      const blocks = jsonSchema.array().safeParse(result['content']).data ?? [];
      const link = blocks.find(({ type, uri }) => type === 'resource_link' && String(uri).endsWith(id));
      if (link !== undefined) found.push({ uri: String(link['uri']), id });
    }
  }
  if (hidden === 0) throw new NotTestable('nothing is hidden from the user "narrow"');
  if (found.length === 0) throw new NotApplicable('no result links to a resource');
  return found;
}

function plain({ answer }: Reply, id: string): string {
  return JSON.stringify(answer?.error ?? null).replaceAll(id, '…');
}

function journeyIn(text: string): string {
  return /sound:\/\/\w+\/journey\/\d+/u.exec(text)?.[0] ?? '';
}
