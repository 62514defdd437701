import { html } from 'hono/html';
import { EFFECTS } from '#contract/effects.ts';
import { EFFECT_MARKS } from '../../pages/components/effect-mark.ts';
import { field, select } from '../../pages/components/field.ts';
import { inWords } from '../../pages/components/words.ts';
import type { Html } from '../../pages/define.ts';
import { problemOf } from '../call.ts';
import type { Problem } from '../call.ts';
import { criteriaOf } from '../journal/match.ts';
import type { Criterion } from '../journal/match.ts';
import { filterSchema } from '../journal/read-journal.ts';
import type { Visit } from './page.ts';

const VIAS = filterSchema.shape.via.unwrap().options;
const TEXTS = { endpoint: 'Endpoint', entity: 'Entity', status: 'Status' } as const;

/** What the address asks of the entries; a field that was left empty asks for nothing. */
export function criteriaIn(visit: Visit): Criterion[] | Problem {
  const asked = [...visit.url.searchParams].filter(([name, value]) => name !== 'since' && value !== '');
  const given = Object.fromEntries(asked);
  const filter = filterSchema.safeParse(given, { reportInput: true });
  if (!filter.success) {
    const [issue] = filter.error.issues;
    if (issue === undefined) throw filter.error;
    return problemOf(issue, filterSchema);
  }
  return criteriaOf(visit, filter.data);
}

/** Filters as a form that a browser sends without script. */
export function filterForm({ url, world, base }: Visit): Html {
  const chosen = (name: string) => url.searchParams.get(name) ?? '';
  const any = ['', 'Any'] as const;
  const users = world.users.all().map(({ email }) => [email, email] as const);
  const requestId = chosen('request_id');
  return html`<form class="filters filters-many" method="get" action="${base}/" role="search">
    ${select({
      name: 'effect',
      label: 'Effect',
      chosen: chosen('effect'),
      options: [any, ...EFFECTS.map((effect) => [effect, EFFECT_MARKS[effect].word] as const)],
    })}
    ${select({ name: 'user', label: 'User', chosen: chosen('user'), options: [any, ...users] })}
    ${select({
      name: 'tenant',
      label: 'Tenant',
      chosen: chosen('tenant'),
      options: [any, ...world.tenantIds.map((id) => [id, id] as const)],
    })}
    ${select({
      name: 'via',
      label: 'Through',
      chosen: chosen('via'),
      options: [any, ...VIAS.map((via) => [via, via === 'api' ? 'API' : inWords(via)] as const)],
    })}
    ${Object.entries(TEXTS).map(([name, label]) => field({ name, label, type: 'text', value: chosen(name) }))}
    ${requestId && html`<input type="hidden" name="request_id" value="${requestId}" />`}
    <button class="button" type="submit">Apply</button>
    ${url.search && html`<a class="filters-clear" href="${base}/">Clear</a>`}
  </form>`;
}
