import type { Connector } from '../connector.ts';
import { NotTestable } from '../finding.ts';
import type { Answer } from '../client/mcp-client.ts';
import { jsonSchema } from '../client/wire.ts';
import type { Json } from '../client/wire.ts';
import { collectionOf, openTenantApi } from '../witness/tenant-api.ts';
import { listings } from './known-things.ts';

const WORDS = 'Campaign, draft, email. ';
/** As much as a fault may answer; said once it is more than a result may hold. */
const MOST_CHARACTERS = 95_000;
/** How often a connector says what it was told: in structure alone, or in text as well. */
const TIMES_SAID = [1, 2];

/**
 * What a connector says of an entity of each kind, in a list and by itself, whose name alone is more than a result may hold. No
 * entity is changed: the witness lets the API answer so.
 */
export async function largeItemAnswers(connector: Connector): Promise<Answer[]> {
  const witness = connector.witness();
  const session = await connector.as('wide');
  const all = await listings(connector);
  const tenant = all.find((listing) => listing.tenant !== undefined)?.tenant;
  if (tenant === undefined) throw new NotTestable('no list says of which tenant it is');
  const api = await openTenantApi(connector, tenant);
  const answers: Answer[] = [];
  for (const { entity, list, get, items } of all) {
    const [first] = items;
    if (first === undefined) continue;
    const path = `${new URL(api.address).pathname.replace(/\/$/u, '')}${collectionOf(tenant, entity)}`;
    const [page, whole] = [
      await api.answer({ tenant, entity }),
      await api.answer({ tenant, entity, id: first.id }),
    ];
    for (const times of TIMES_SAID) {
      const rule = (at: string, body: Json | null) => ({
        match: { method: 'GET', path: at },
        effect: { status: 200, body: grown(body, times) },
      });
      await witness.faults([rule(path, page), rule(`${path}/*`, whole)]);
      const entries = await witness
        .during(async () => {
          answers.push(await session.call(list.name, {}));
          if (get !== undefined) answers.push(await session.call(get.name, { id: first.id }));
        })
        .finally(async () => witness.reset(['faults']));
      if (!entries.some(({ fault }) => fault !== undefined))
        throw new NotTestable(`no large ${entity} reached the connector: it asks the API for it elsewhere`);
    }
  }
  return answers;
}

/** An answer of the API with a name so long that it takes all the room that there is. */
function grown(answer: Json | null, times: number): Json | null {
  if (answer === null) return null;
  const room = (MOST_CHARACTERS - JSON.stringify(answer).length) / times;
  const named = (item: unknown) => ({
    ...jsonSchema.parse(item),
    name: WORDS.repeat(Math.max(1, Math.floor(room / WORDS.length))),
  });
  return {
    ...answer,
    ...('item' in answer && { item: named(answer['item']) }),
    ...(Array.isArray(answer['items']) && { items: answer['items'].slice(0, 1).map(named) }),
  };
}
