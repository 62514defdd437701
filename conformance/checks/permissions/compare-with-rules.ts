import type { Connector, Who } from '../../connector.ts';
import { NotTestable, Violation } from '../../finding.ts';
import type { EntityListing } from '../../samples/known-things.ts';

/** Holds lists against the permission rules, as the witness computes them; returns how many entities were compared. */
export async function compareWithRules(
  connector: Connector,
  who: Who,
  listings: readonly EntityListing[],
): Promise<number> {
  const { email } = connector.credentials(who);
  let compared = 0;
  for (const { entity, items, tenant, answers } of listings) {
    if (tenant === undefined)
      throw new NotTestable('the lists do not say which tenant they are of: see data.tenant-named');
    const allowed = await connector.witness().visible(email, tenant, entity);
    const shown = items.map(({ id }) => id);
    const calls = answers.slice(0, 1).map(({ exchange }) => exchange);
    const leaked = difference(shown, allowed);
    if (leaked.length > 0)
      throw new Violation(`${who} is shown ${entity} ${leaked.join(', ')} that the rules hide`, { calls });
    const missing = difference(allowed, shown);
    if (missing.length > 0)
      throw new Violation(`${who} is not shown ${entity} ${missing.join(', ')}`, { calls });
    compared += shown.length;
  }
  return compared;
}

function difference(these: readonly string[], those: readonly string[]): string[] {
  return [...new Set(these).difference(new Set(those))].slice(0, 5);
}
