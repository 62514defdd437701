import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  type ReadResourceResult,
  type Resource as ListedResource,
  type ResourceTemplateType as ListedTemplate,
} from '@modelcontextprotocol/server';
import type { Resource } from '../resources/define.ts';
import { errorCodeOf, UNTRUSTED } from '../shaping/tool-result.ts';
import type { HostRequest } from './host-request.ts';
import type { Named, ResourceAddresses } from './resource-addresses.ts';

export const RESOURCE_TYPE = 'application/json';
/** What says that a caller cannot have what an address names; the invisible answers as the absent. */
const NOT_THERE: readonly (string | undefined)[] = [
  'not_found',
  'ambiguous_name',
  'unknown_tenant',
  'invalid_argument',
  'invalid_arguments',
];
const WHERE = 'resources/templates/list has the addresses; completion/complete finds tenants and names.';

/**
 * What a host can read by address: those resources whose tool the caller has. A read is a call of that tool, so that whatever
 * holds for calls holds for it.
 *
 * @see MCP 2026-07-28, Resources
 */
export function createResources(resources: readonly Resource[], { addressOf, named }: ResourceAddresses) {
  return {
    templates({ tools }: HostRequest): ListedTemplate[] {
      return resources
        .filter((resource) => isTemplate(resource) && tools.has(resource.tool))
        .map((resource) => ({ ...wordsOf(resource), uriTemplate: resource.uri }));
    },

    list({ tools, principal }: HostRequest): ListedResource[] {
      return resources
        .filter((resource) => !isTemplate(resource) && tools.has(resource.tool))
        .flatMap((resource) => {
          if (!resource.uri.includes('{tenant}')) return [{ ...wordsOf(resource), uri: resource.uri }];
          return principal.tenants.map(({ id }) => ({
            ...wordsOf(resource),
            title: `${resource.title} of ${id}`,
            uri: addressOf(resource, { tenant: id }),
          }));
        });
    },

    async read(uri: string, request: HostRequest): Promise<ReadResourceResult> {
      const meant = named(uri);
      if (meant === null || !isOpen(meant, request))
        throw new ResourceNotFoundError(
          uri,
          `Nothing has this address, or this user may not see it. ${WHERE}`,
        );
      const { resource, tenant, id } = meant;
      const { tenants } = request.principal;
      // A tool of the one tenant that there is has no such argument; it takes it to say where another is served.
      const isAsked = tenant !== undefined && (tenants.length > 1 || tenants[0]?.id !== tenant);
      const args = { ...resource.args(id), ...(isAsked && { tenant_id: tenant }) };
      const { content, isError, _meta } = await request.callTool(resource.tool, args);
      const [said] = content;
      const text = said?.type === 'text' ? said.text : '';
      if (isError !== true)
        return { contents: [{ uri, mimeType: RESOURCE_TYPE, text }], _meta: { [UNTRUSTED]: ['contents'] } };
      const error_code = errorCodeOf({ _meta });
      if (NOT_THERE.includes(error_code)) throw new ResourceNotFoundError(uri, text);
      throw new ProtocolError(ProtocolErrorCode.InternalError, text, { error_code });
    },
  };
}

function isTemplate({ uri }: Resource): boolean {
  return uri.includes('{id}');
}

function wordsOf({ name, title, description }: Resource) {
  return { name, title, description, mimeType: RESOURCE_TYPE };
}

/** A tenant that another region serves is open too: the call of the tool points there. */
function isOpen({ resource, tenant }: Named, { tools, principal }: HostRequest): boolean {
  const known = [...principal.tenants, ...(principal.elsewhere ?? [])];
  return tools.has(resource.tool) && (tenant === undefined || known.some(({ id }) => id === tenant));
}
