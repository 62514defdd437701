import type { Collection } from '#contract/queries.ts';
import type { ItemSearch } from '../completion.ts';
import { PAGE_SIZE } from '../limits.ts';
import type { ReadTool } from '../ports.ts';

/**
 * What a host can read by its address: the answer of a tool, under the rules of that tool.
 *
 * @see MCP 2026-07-28, Resources
 */
export interface Resource {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /**
   * A URI template (RFC 6570) with the places `{tenant}` and `{id}`. With an id it is a template, without one there is one such
   * resource for each tenant of the caller. Links always hold the number of an entity, which never changes; the name serves as well.
   */
  readonly uri: `optimove://${string}`;
  readonly tool: ReadTool['name'];
  /** The arguments of that tool, the tenant aside. */
  readonly args: (id: string) => Readonly<Record<string, string | number>>;
  /** What finds ids for a template. */
  readonly ids?: ItemSearch;
}

export function defineResource(resource: Resource): Resource {
  return Object.freeze(resource);
}

interface EntityResource extends Pick<Resource, 'name' | 'title' | 'description'> {
  collection: Collection;
  /** Set where the get tool has a `detail` argument: a resource is the whole definition. */
  hasDetail?: true;
}

/** One kind of entity, by its number, or its exact name or key. */
export function defineEntityResource({ collection, hasDetail, ...words }: EntityResource): Resource {
  return defineResource({
    ...words,
    uri: `optimove://{tenant}/${collection}/{id}`,
    tool: `optimove_get_${words.name}`,
    args: (id) => ({ id, ...(hasDetail && { detail: 'full' }) }),
    ids: { tool: `optimove_list_${collection.replaceAll('-', '_')}`, limit: PAGE_SIZE.max },
  });
}
