import type { Ref } from '#contract/entities/entity.ts';
import type { SchemaItem } from '#contract/entities/schema-item.ts';
import type { Collections, TenantFacts } from '#fixtures/world-data.ts';
import { html } from 'hono/html';
import { COLLECTION_NAMES } from '../pages/components/collection-names.ts';
import { foreignText } from '../pages/components/text.ts';
import type { Html, PageContext } from '../pages/define.ts';
import { findVisible } from '../tenant/find-visible.ts';
import type { Membership } from '../tenant/visibility.ts';
import { membershipOf } from '../tenant/visibility.ts';

/** A tenant that the signed-in user belongs to: where every page of its console starts from. */
export interface Place {
  tenant: TenantFacts;
  membership: Membership;
  schema: readonly SchemaItem[];
  /** What the user may see of a collection: the same that the API would answer. */
  visible<Name extends keyof Collections>(collection: Name): readonly Collections[Name][];
  /** One of those, by its id. */
  find<Name extends keyof Collections>(collection: Name, id: string): Collections[Name] | undefined;
}

/** The place that the path names, or null when there is none for this user. */
export function placeOf({ params, world, signedIn: { user } }: PageContext): Place | null {
  const membership = membershipOf(user, params['tenant'] ?? '');
  const data = membership && world.tenant(membership.tenant);
  if (!data) return null;
  const { facts: tenant, schema } = data;
  return {
    tenant,
    membership,
    schema,
    visible: (collection) => world.visible(user, tenant.id, collection),
    find: (collection, id) => findVisible(world, user, tenant.id, collection, id),
  };
}

/** The collection that the path names, or null. */
export function collectionOf({ params }: PageContext): keyof Collections | null {
  const named = params['collection'] ?? '';
  return isCollection(named) ? named : null;
}

function isCollection(name: string): name is keyof Collections {
  return Object.hasOwn(COLLECTION_NAMES, name);
}

/** The path of a page in a tenant's console: the tenant, one of its collections, or one entity. */
export function consolePath(tenant: string, collection?: keyof Collections, id?: string): string {
  const parts = [tenant, collection, id].filter((part) => part !== undefined);
  return `/console/tenants/${parts.map(encodeURIComponent).join('/')}`;
}

/** The name of another entity as a link to its page. */
export function refLink(place: Place, collection: keyof Collections, { id, name }: Ref): Html {
  return html`<a href="${consolePath(place.tenant.id, collection, id)}">${foreignText(name)}</a>`;
}
