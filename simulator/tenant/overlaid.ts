import type { TenantData } from '#fixtures/world-data.ts';

type Parts = Pick<TenantData, 'facts' | 'schema' | 'collections'>;

/** A tenant of which some parts are others. What is computed when it is first read still is. */
export function overlaid(base: TenantData, parts: Partial<Parts>): TenantData {
  return {
    facts: base.facts,
    schema: base.schema,
    collections: base.collections,
    ...parts,
    get results() {
      return base.results;
    },
    get activity() {
      return base.activity;
    },
    get platform() {
      return base.platform;
    },
  };
}
