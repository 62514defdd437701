import { defineCheck } from '../../define.ts';
import type { Saboteur } from '../../define.ts';
import type { Connector } from '../../connector.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listings, pagesOf } from '../../samples/known-things.ts';
import type { EntityListing } from '../../samples/known-things.ts';
import { listAll } from '../../samples/listing.ts';
import type { Item } from '../../samples/listing.ts';
import { isNextPage } from '../../sabotage/hiding.ts';
import { rewriteArguments, rewriteItems } from '../../sabotage/sabotage.ts';
import type { Json } from '../../client/wire.ts';
import { argumentFor, propertiesOf } from '../../tool-catalog.ts';

/** A filter, the value to try it with, and which items of the whole list it has to leave. */
interface Filter {
  parameter: string;
  value: string;
  keeps: (item: Item) => boolean;
}

export default defineCheck({
  requirement: 'data.filters',
  async run(connector) {
    const tried = new Map<string, number>();
    for (const listing of await listings(connector)) {
      for (const filter of filtersFor(listing)) {
        await hold(connector, listing, filter);
        tried.set(filter.parameter, (tried.get(filter.parameter) ?? 0) + 1);
      }
    }
    const untried = ['status', 'channel', 'created_after'].filter((parameter) => !tried.has(parameter));
    if (untried.length > 0)
      throw new NotTestable(
        `no list takes the filter ${untried.join(', ')} and has entries to tell apart by it`,
      );
    return [...tried].map(([parameter, lists]) => `${parameter} on ${lists} lists`).join(', ');
  },
  saboteurs: [
    ignoring('status'),
    ignoring('channel'),
    ignoring('created_after'),
    {
      breaks: 'forgets after the first page which status was asked for',
      caught: /filtered by status/u,
      hides: 'second page',
      sabotage(wire) {
        let whole: Json[] = [];
        return rewriteItems(wire, (items, call) => {
          if (!('status' in call.arguments)) whole = items;
          else if (isNextPage(call)) return [...items, ...whole];
          return items;
        });
      },
    },
  ],
});

function ignoring(parameter: string): Saboteur {
  return {
    breaks: `takes no notice of ${parameter}`,
    caught: new RegExp(`filtered by ${parameter}`, 'u'),
    sabotage: (wire) => rewriteArguments(wire, ({ arguments: { [parameter]: _ignored, ...rest } }) => rest),
  };
}

async function hold(connector: Connector, { list, items }: EntityListing, filter: Filter): Promise<void> {
  const { parameter, value, keeps } = filter;
  const session = await connector.as('wide');
  const expected = new Set(items.filter(keeps).map(({ id }) => id));
  // In two pages where it can be: the cursor has to keep the filter.
  const filtered = await listAll(session, list.name, {
    ...argumentFor(list, parameter, value),
    ...pagesOf(list, Math.ceil(expected.size / 2)),
  });
  const wrong = new Set(filtered.items.map(({ id }) => id)).symmetricDifference(expected);
  if (wrong.size > 0) {
    throw new Violation(
      `${list.name} filtered by ${parameter} ${value} differs from the whole list in ${[...wrong].slice(0, 5).join(', ')}`,
      { calls: filtered.answers.slice(0, 1).map(({ exchange }) => exchange) },
    );
  }
}

/** The filters that tell some items of this list from others. */
function filtersFor({ list, items }: EntityListing): Filter[] {
  const properties = propertiesOf(list);
  const created = items
    .map((item) => item['created_at'])
    .filter((instant) => typeof instant === 'string')
    .toSorted();
  const middle = created[Math.floor(created.length / 2)] ?? '';
  const filters: Filter[] = [
    ...[...new Set(items.map((item) => item['status']))].slice(0, 3).map((status) => ({
      parameter: 'status',
      value: String(status),
      keeps: (item: Item) => item['status'] === status,
    })),
    ...[...new Set(items.flatMap(channelsOf))].slice(0, 2).map((channel) => ({
      parameter: 'channel',
      value: String(channel),
      keeps: (item: Item) => channelsOf(item).includes(channel),
    })),
    {
      parameter: 'created_after',
      value: justBefore(middle),
      keeps: (item) => String(item['created_at']) >= middle,
    },
  ];
  return filters.filter(({ parameter, value, keeps }) => {
    const kept = items.filter(keeps).length;
    return parameter in properties && value !== '' && kept > 0 && kept < items.length;
  });
}

/** A second earlier: whether the bound itself belongs to the range is left to the connector. */
function justBefore(instant: string): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? '' : new Date(time - 1).toISOString();
}

function channelsOf(item: Item): unknown[] {
  return Array.isArray(item['channels']) ? item['channels'] : [item['channel']];
}
