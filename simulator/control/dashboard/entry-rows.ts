import { html } from 'hono/html';
import { effectMark } from '../../pages/components/effect-mark.ts';
import { counted } from '../../pages/components/number.ts';
import type { Column } from '../../pages/components/table.ts';
import { foreignText } from '../../pages/components/text.ts';
import type { Html } from '../../pages/define.ts';
import type { EntityChange, JournalEntry, World } from '../../ports.ts';
import type { Visit } from './page.ts';

/** Which way a request came, where it was not the tenant API. */
const WAYS: Partial<Record<JournalEntry['via'], string>> = {
  console: 'through the console',
  public: 'through the public API',
};

/** The columns of the journal: what was asked, by whom, and what came of it. */
export function entryColumns({ world, base }: Pick<Visit, 'world' | 'base'>): Column<JournalEntry>[] {
  return [
    {
      head: 'Time',
      cell: ({ seq, time }) =>
        html`<time datetime="${time}">${time.slice(11, 19)}</time>
          <span class="row-note nowrap">${time.slice(0, 10)} · ${seq}</span>`,
    },
    { head: 'Effect', cell: ({ effect }) => effectMark(effect) },
    {
      head: 'Request',
      kind: 'name',
      cell: ({ endpoint, method, path }) =>
        html`<span>${foreignText(endpoint)}</span>
          <span class="row-note mono">${method} ${foreignText(path)}</span>`,
    },
    { head: 'Status', kind: 'number', cell: ({ status }) => status },
    {
      head: 'By',
      cell: (entry) =>
        html`<span>${foreignText(byWhom(world, entry))}</span>
          <span class="row-note"
            >${foreignText([entry.user_id && entry.client_id, WAYS[entry.via]].filter(Boolean).join(' · '))}</span
          >`,
    },
    { head: 'Came of it', cell: outcome },
    {
      head: 'Tool call',
      cell: ({ mcp_request_id: id }) =>
        id === undefined
          ? '–'
          : html`<a
              class="mono nowrap"
              href="${base}/dashboard/calls/${encodeURIComponent(id.toWellFormed())}"
              >${foreignText(shortId(id))}</a
            >`,
    },
  ];
}

/** `00c7a1b2…` */
export function shortId(id: string): string {
  return id.length > 10 ? `${id.slice(0, 8)}…` : id;
}

/** What changed, what was sent, and what a fault did to the answer. */
function outcome({ entity, changes = [], messages = 0, fault }: JournalEntry): Html {
  const parts = [
    ...changes.map(changeWords),
    ...(changes.length === 0 && entity ? [html`${foreignText(`${entity.type} ${entity.id}`)}`] : []),
    ...(messages > 0 ? [html`${counted(messages, 'message')}`] : []),
    ...(fault ? [html`<span class="tag">${foreignText(`fault: ${fault.join(', ')}`)}</span>`] : []),
  ];
  return parts.length === 0
    ? html`–`
    : html`<ul>
        ${parts.map((part) => html`<li>${part}</li>`)}
      </ul>`;
}

function changeWords({ type, id, act, from, to }: EntityChange): Html {
  const states = [...new Set([from, to])].filter((state) => state !== undefined);
  return html`${foreignText(`${type} ${id}: ${act}${states.length === 0 ? '' : ` (${states.join(' → ')})`}`)}`;
}

/** A user, the key of the public API, or the world's clock. */
function byWhom({ users }: World, { user_id: user, client_id: client, via }: JournalEntry): string {
  if (user !== null) return users.find(user)?.email ?? user;
  return via === 'clock' ? 'the clock' : (client ?? 'nobody');
}
