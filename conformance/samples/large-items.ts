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
  const root = new URL(api.address).pathname.replace(/\/$/u, '');
  const answers: Answer[] = [];
  try {
    for (const { entity, list, get, items } of all) {
      const [first] = items;
      if (first === undefined) continue;
      const path = `${root}${collectionOf(tenant, entity)}`;
      const page = await api.answer({ tenant, entity });
      const whole = await api.answer({ tenant, entity, id: first.id });
      for (const times of TIMES_SAID) {
        await witness.faults([...grownAt(path, page, times), ...grownAt(`${path}/*`, whole, times)]);
        const entries = await witness.during(async () => {
          answers.push(await session.call(list.name, {}));
          if (get !== undefined) answers.push(await session.call(get.name, { id: first.id }));
        });
        if (!entries.some(({ fault }) => fault !== undefined))
          throw new NotTestable(`no large ${entity} reached the connector: it asks for it elsewhere`);
      }
    }
  } finally {
    await witness.reset(['faults']);
  }
  return answers;
}

/** Lets the API answer there with a name so long that it takes all the room that there is. */
function grownAt(path: string, answer: Json | null, times: number): object[] {
  if (answer === null) return [];
  const room = (MOST_CHARACTERS - JSON.stringify(answer).length) / times;
  const name = WORDS.repeat(Math.max(1, Math.floor(room / WORDS.length)));
  const named = (item: unknown) => ({ ...jsonSchema.parse(item), name });
  const body = {
    ...answer,
    ...('item' in answer && { item: named(answer['item']) }),
    ...(Array.isArray(answer['items']) && { items: answer['items'].slice(0, 1).map(named) }),
  };
  return [{ match: { method: 'GET', path }, effect: { status: 200, body } }];
}
