import { channelSchema, type TemplateSummary, templateSummarySchema } from '#contract/entities/channel.ts';
import { idSchema, type ChannelKind } from '#contract/entities/entity.ts';
import { itemAnswerOf, listAnswerOf } from '#contract/page.ts';
import { nearest } from '../../mcp/nearest.ts';
import { readOperation } from '../../optimove/operation.ts';
import type { ReadContext, ToolFailure } from '../../ports.ts';
import { fail, ok, type Result } from '../../result.ts';
import { neutralise } from '../../shaping/untrusted-text.ts';

const listChannels = readOperation('/tenants/:tenant/channels', listAnswerOf(channelSchema));
const getTemplate = readOperation('/tenants/:tenant/templates/:id', itemAnswerOf(templateSummarySchema));
const listTemplates = readOperation('/tenants/:tenant/templates', listAnswerOf(templateSummarySchema));

const PAGE = 100;
const QUERY_CHARACTERS = 200;
const NEAREST = 5;

/** The channels of the tenant; there is one of a kind or a few. */
export async function readChannels({ api, tenant }: ReadContext) {
  const answer = await api.read(listChannels, { params: { tenant: tenant.id }, query: { limit: PAGE } });
  return answer.ok ? ok(answer.value.items) : answer;
}

/** A template by id or exact name. Of several with one name, those of this channel and brand count first. */
export async function findTemplate(
  given: string,
  wanted: { channel: ChannelKind | undefined; brand: string | undefined },
  context: ReadContext,
): Promise<Result<TemplateSummary, ToolFailure>> {
  const { api, tenant } = context;
  const params = { tenant: tenant.id };
  if (idSchema.safeParse(given).success) {
    const found = await api.find(getTemplate, { params: { ...params, id: given } });
    if (!found.ok) return found;
    if (found.value !== null) return ok(found.value.item);
  }

  const query = given.toWellFormed().slice(0, QUERY_CHARACTERS).toWellFormed();
  const listed = await api.read(listTemplates, { params, query: { query, limit: PAGE } });
  if (!listed.ok) return listed;
  const looks = folded(given);
  const named = listed.value.items.filter(({ name }) => folded(name) === looks);
  const fitting = named.filter(
    ({ channel, brand }) => channel === (wanted.channel ?? channel) && brand === (wanted.brand ?? brand),
  );
  const [template, ...others] = fitting.length > 0 ? fitting : named;
  if (template === undefined) return notFound(given, wanted.channel, listed.value.items, context);
  if (others.length > 0)
    return fail({
      code: 'ambiguous_name',
      entity: 'template',
      given,
      matches: refsOf([template, ...others]),
    });
  return ok(template);
}

/** The nearest by name among those of the channel, and some of its others. */
async function notFound(
  given: string,
  kind: ChannelKind | undefined,
  similar: readonly TemplateSummary[],
  context: ReadContext,
): Promise<Result<never, ToolFailure>> {
  const channels = await readChannels(context);
  if (!channels.ok) return channels;
  const channel_id = channels.value.find((channel) => channel.kind === kind)?.id;
  const listed = await context.api.read(listTemplates, {
    params: { tenant: context.tenant.id },
    query: { channel_id, limit: PAGE },
  });
  if (!listed.ok) return listed;
  const candidates = [...similar, ...listed.value.items];
  const closest = nearest(
    given,
    candidates.map(({ name }) => name),
  );
  const ordered = [...candidates.filter(({ name }) => name === closest), ...candidates];
  return fail({
    code: 'not_found',
    entity: 'template',
    given,
    nearest: refsOf([...new Map(ordered.map((template) => [template.id, template])).values()]),
    list_tool: 'optimove_list_channels',
  });
}

function refsOf(templates: readonly TemplateSummary[]): { id: string; name: string }[] {
  return templates.slice(0, NEAREST).map(({ id, name }) => ({ id, name }));
}

function folded(name: string): string {
  return neutralise(name).trim().toLowerCase();
}
