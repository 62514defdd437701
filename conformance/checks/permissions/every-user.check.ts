import type { Connector } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { towardsViewers } from '../../sabotage/hiding.ts';
import { listAll } from '../../samples/listing.ts';
import type { Item } from '../../samples/listing.ts';
import { openSession } from '../../client/mcp-client.ts';
import type { Answer, McpSession } from '../../client/mcp-client.ts';
import { rewriteItems, rewriteResult, rewriteStructured } from '../../sabotage/sabotage.ts';
import { ENTITIES, propertiesOf, toolFor } from '../../tool-catalog.ts';
import type { Entity, ToolDefinition } from '../../tool-catalog.ts';
import { jsonSchema } from '../../client/wire.ts';
import type { Json } from '../../client/wire.ts';

/** Hidden entities of one kind that one user tries to get at. */
const TRIES = 3;
const TENANT = /^tenant(_id)?$/u;
const SEARCH = /^(query|q|search)$/u;
const NOWHERE = '99999999';
/** Ids next to a hidden one that nothing has. */
const NEAR = 4;

/** One user, one tenant, one kind of entities: what is shown, and what the rules let this user see. */
interface View {
  email: string;
  role: string;
  session: McpSession;
  tenant: string;
  entity: Entity;
  list: ToolDefinition;
  get: ToolDefinition | undefined;
  /** The argument that says which tenant, for a user of several. */
  where: Json;
  items: Item[];
  allowed: Set<string>;
}

export default defineCheck({
  requirement: 'permissions.every-user',
  async run(connector) {
    const views = await viewsOf(connector);
    let hidden = 0;
    for (const view of views) {
      const others = views.filter(({ tenant, entity }) => tenant === view.tenant && entity === view.entity);
      const unseen = new Map(others.flatMap(({ items }) => items.map((item) => [item.id, item])));
      const known = new Set(unseen.keys());
      for (const id of view.allowed) unseen.delete(id);
      hidden += await tryHidden(view, [...unseen.values()].slice(0, TRIES), known);
    }
    const users = new Set(views.map(({ email }) => email));
    if (hidden === 0) throw new NotTestable('nothing is hidden from anybody: nothing can be told apart');
    return `${users.size} users, ${views.length} lists as the rules say, ${hidden} hidden entities sought in vain`;
  },
  saboteurs: [
    {
      breaks: 'shows one more to a role that is seldom tried',
      caught: /viewer@alpha\.test \(viewer\) is shown campaign 1001, which the rules hide/u,
      hides: 'role',
      sabotage: (wire) =>
        towardsViewers(wire, (their) =>
          rewriteItems(their, (items, { tool }) =>
            tool.endsWith('list_campaigns') ? [...items, { id: '1001' }] : items,
          ),
        ),
    },
    {
      breaks: 'counts what it hides',
      caught: /counts \d+ campaigns where \d+ can be seen/u,
      hides: 'role',
      sabotage: (wire) =>
        towardsViewers(wire, (their) =>
          rewriteStructured(their, (structured) => {
            const page = jsonSchema.safeParse(structured['page']).data;
            return page?.['total'] === undefined
              ? structured
              : { ...structured, page: { ...page, total: 40 } };
          }),
        ),
    },
    {
      breaks: 'tells one role that there is something which it may not see',
      caught: /does not answer \(viewer\) like one that does not exist/u,
      hides: 'role',
      sabotage: (wire) =>
        towardsViewers(wire, (their) =>
          rewriteResult(their, (result, { arguments: args }) =>
            result['isError'] === true && /^1\d\d[13579]$/u.test(String(args['id']))
              ? { ...result, content: [{ type: 'text', text: 'This is not for you.' }] }
              : result,
          ),
        ),
    },
    {
      breaks: 'finds by name what it does not list',
      caught: /finds a hidden/u,
      hides: 'rare argument',
      sabotage(wire) {
        const seen = new Map<unknown, Json>();
        const watching = rewriteItems(wire, (items) => {
          for (const item of items) seen.set(item['name'], item);
          return items;
        });
        return rewriteItems({ ...wire, fetch: watching }, (items, { arguments: args }) => {
          const known = seen.get(args['query']);
          return known === undefined || items.length > 0 ? items : [known];
        });
      },
    },
  ],
});

/** Lists everything to everybody, and holds it against the rules. */
async function viewsOf(connector: Connector): Promise<View[]> {
  const witness = connector.witness();
  const catalog = await connector.catalog();
  const { url, fetch } = connector;
  const views: View[] = [];
  for (const { email, memberships } of await witness.users()) {
    const { mcp } = await witness.tokens(email);
    const session = await openSession({ url, fetch, who: email, token: async () => mcp });
    const tools = memberships.length > 1 ? await session.manifest() : catalog;
    for (const { tenant, role } of memberships) {
      for (const entity of ENTITIES) {
        const [list, get] = [toolFor(tools, 'list', entity), toolFor(tools, 'get', entity)];
        if (list === undefined) continue;
        const which = Object.keys(propertiesOf(list)).find((name) => TENANT.test(name));
        const where = which === undefined ? {} : { [which]: tenant };
        const largest = propertiesOf(list)['limit']?.['maximum'];
        const size = typeof largest === 'number' ? { limit: largest } : {};
        const { items, pages, answers } = await listAll(session, list.name, { ...where, ...size });
        const allowed = new Set(await witness.visible(email, tenant, entity));
        const calls = answers.slice(0, 1).map(({ exchange }) => exchange);
        const shown = new Set(items.map(({ id }) => id));
        const [leaked] = shown.difference(allowed);
        if (leaked !== undefined)
          throw new Violation(`${email} (${role}) is shown ${entity} ${leaked}, which the rules hide`, {
            calls,
          });
        const [missing] = allowed.difference(shown);
        if (missing !== undefined)
          throw new Violation(`${email} (${role}) is not shown ${entity} ${missing}`, { calls });
        const total = pages[0]?.page['total'];
        if (typeof total === 'number' && total !== allowed.size)
          throw new Violation(
            `${list.name} counts ${total} ${entity}s where ${allowed.size} can be seen (${role})`,
            { calls },
          );
        views.push({ email, role, session, tenant, entity, list, get, where, items, allowed });
      }
    }
  }
  return views;
}

/** Fetches and searches what is hidden; returns how much was tried. */
async function tryHidden(view: View, hidden: readonly Item[], known: ReadonlySet<string>): Promise<number> {
  const { session, entity, list, get, where, role } = view;
  const search = Object.keys(propertiesOf(list)).find((name) => SEARCH.test(name));
  for (const { id, name } of hidden) {
    if (get !== undefined) {
      const answer = await session.call(get.name, { ...where, id });
      const absent = await likeAbsent(view, get, answer, id, known);
      if (absent !== null)
        throw new Violation(`a hidden ${entity} does not answer (${role}) like one that does not exist`, {
          calls: [answer.exchange, absent.exchange],
        });
    }
    if (search === undefined || typeof name !== 'string') continue;
    const found = await session.call(list.name, { ...where, [search]: name });
    if (JSON.stringify(found.structured['items'] ?? []).includes(`"${id}"`))
      throw new Violation(`${list.name} finds a hidden ${entity} (${role})`, { calls: [found.exchange] });
  }
  return hidden.length;
}

/**
 * Null where the answer is the same that one of several ids gets that nothing has, besides what it says of what the user may see:
 * a connector may name the nearest.
 */
async function likeAbsent(
  { session, where, items }: View,
  get: ToolDefinition,
  answer: Answer,
  id: string,
  known: ReadonlySet<string>,
): Promise<Answer | null> {
  const near = Array.from('0123456789', (last) => id.replace(/.$/u, last)).filter((one) => !known.has(one));
  const visible = items.flatMap((item) => [item.id, String(item['name'])]);
  let last = answer;
  for (const nothing of [NOWHERE, ...near.slice(0, NEAR)]) {
    last = await session.call(get.name, { ...where, id: nothing });
    const alike = last.kind === answer.kind && last.kind !== 'result';
    if (alike && plain(last.text, nothing, visible) === plain(answer.text, id, visible)) return null;
  }
  return last;
}

function plain(text: string, id: string, visible: readonly string[]): string {
  return visible.reduce((rest, name) => rest.replaceAll(name, '*'), text.replaceAll(id, '…'));
}
