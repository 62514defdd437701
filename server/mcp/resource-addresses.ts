import { UriTemplate } from '@modelcontextprotocol/server';
import type { Resource } from '../resources/define.ts';

const URI_CHARACTERS = 2000;

/** What an address names. The tenant is there where the resource is one of a tenant. */
export interface Named {
  resource: Resource;
  tenant: string | undefined;
  id: string;
}

export type ResourceAddresses = ReturnType<typeof createResourceAddresses>;

/** From resources to addresses and back. */
export function createResourceAddresses(resources: readonly Resource[]) {
  const entries = resources.map((resource) => ({ resource, template: new UriTemplate(resource.uri) }));

  function addressOf(wanted: Resource, places: { tenant?: string; id?: string }): string {
    const entry = entries.find(({ resource }) => resource === wanted);
    if (entry === undefined) throw new Error(`${wanted.name} is no resource of this server.`);
    return entry.template.expand({ ...places });
  }

  /** Null for an address that is none of ours. */
  function named(uri: string): Named | null {
    if (uri.length > URI_CHARACTERS) return null;
    for (const { resource, template } of entries) {
      const places = template.match(uri);
      if (places === null) continue;
      const [tenant, id = ''] = [places['tenant'], places['id']].map(decoded);
      if (id !== null && tenant !== null) return { resource, tenant, id };
    }
    return null;
  }

  return { addressOf, named };
}

/** Null for what is not percent-encoded as it must be. @see RFC 3986, section 2.1 */
function decoded(place: string | string[] | undefined): string | undefined | null {
  if (typeof place !== 'string') return undefined;
  try {
    return decodeURIComponent(place);
  } catch (thrown) {
    if (thrown instanceof URIError) return null;
    throw thrown;
  }
}
