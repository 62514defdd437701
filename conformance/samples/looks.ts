import { oncePerConnector } from '../connector.ts';
import type { Connector } from '../connector.ts';
import type { Answer } from '../client/mcp-client.ts';
import type { Entity } from '../tool-catalog.ts';
import type { JournalEntry } from '../witness/witness.ts';
import { listings } from './known-things.ts';

/** Of each kind; a connector that acts on an entity of a certain state or name is met by looking at all of them. */
const MOST = 100;

/** What came of looking at every entity of a kind, one by one. */
export interface Looks {
  entity: Entity;
  /** By the id of the entity. */
  answers: Map<string, Answer>;
  /** What the witness saw meanwhile; nothing where there is none. */
  entries: JournalEntry[];
  changed: boolean;
}

/** Fetches the entities of every kind, once for all checks that judge what comes of it. */
export const looks: (connector: Connector) => Promise<Looks[]> = oncePerConnector(async (connector) => {
  const session = await connector.as('wide');
  const found: Looks[] = [];
  for (const { entity, get, items, tenant } of await listings(connector)) {
    if (get === undefined) continue;
    const answers = new Map<string, Answer>();
    const look = async () => {
      for (const { id } of items.slice(0, MOST)) answers.set(id, await session.call(get.name, { id }));
    };
    if (connector.level === 'L1') {
      await look();
      found.push({ entity, answers, entries: [], changed: false });
      continue;
    }
    const witness = connector.witness();
    const before = await witness.world(tenant);
    const entries = await witness.during(look);
    const changed = (await witness.world(tenant)).hash !== before.hash;
    found.push({ entity, answers, entries, changed });
  }
  return found;
});

/** The answers alone. */
export async function lookedAt(connector: Connector): Promise<Answer[]> {
  return (await looks(connector)).flatMap(({ answers }) => [...answers.values()]);
}
