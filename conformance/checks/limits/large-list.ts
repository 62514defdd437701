import type { Connector } from '../../connector.ts';
import { NotTestable } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import type { EntityListing } from '../../samples/known-things.ts';
import { propertiesOf } from '../../tool-catalog.ts';

/** The longest list that can be asked for in pages of `size`; without one, paging cannot be seen. */
export async function longestList(connector: Connector, size: number): Promise<EntityListing> {
  const paged = (await listings(connector)).filter(({ list }) => {
    const properties = propertiesOf(list);
    return 'limit' in properties && 'cursor' in properties;
  });
  const [longest] = paged.toSorted((one, other) => other.items.length - one.items.length);
  if (longest === undefined) throw new NotTestable('no list takes a limit and a cursor');
  if (longest.items.length <= 2 * size) {
    throw new NotTestable(
      `the longest list has ${longest.items.length} entries: too few for three pages of ${size}`,
    );
  }
  return longest;
}
