import { html } from 'hono/html';
import type { Effect } from '#contract/effects.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { counted } from '../../pages/components/number.ts';
import { notice } from '../../pages/components/notice.ts';
import { disclosure } from '../../pages/components/section.ts';
import { foreignText } from '../../pages/components/text.ts';
import type { Html } from '../../pages/define.ts';
import { ACTS } from '../../tenant/acts/acts.ts';
import type { Choice } from '../../tenant/acts/choices.ts';

const DONE_WORDS: Readonly<Record<string, string>> = {
  submit: 'Submitted for approval',
  approve: 'Approved',
  reject: 'Rejected',
  schedule: 'Scheduled',
  activate: 'Activated',
  pause: 'Paused',
  resume: 'Resumed',
  stop: 'Stopped',
  send: 'Sent',
  deactivate: 'Deactivated',
  disable: 'Disabled',
  enable: 'Enabled',
  archive: 'Archived',
  duplicate: 'Duplicated. This is the copy',
  modify: 'Changed',
  delete: 'Deleted',
};

/** Those that bring something closer to customers. */
const LEADING: ReadonlySet<Effect> = new Set(['approve', 'activate', 'schedule']);

/** How the button of an act looks: the red of what cannot be undone, the fill of what leads on. */
export function buttonClass(effect: Effect): string {
  if (effect === 'delete' || effect === 'send') return 'button-danger';
  return LEADING.has(effect) ? 'button-primary' : '';
}

/** The acts that status and role allow, each a link to its confirmation; why others are not possible just now. */
export function actBar(path: string, choices: readonly Choice[]): Html {
  if (choices.length === 0) return html``;
  const possible = choices.filter(({ hindrance }) => hindrance === null);
  const hindered = choices.filter(({ hindrance }) => hindrance !== null);
  return html`<section class="acts" aria-label="Acts">
    <div class="actions">
      ${possible.map(
        ({ act, title, effect }) =>
          html`<a class="button button-small ${buttonClass(effect)}" href="${path}/acts/${act}">${title}</a>`,
      )}
    </div>
    ${
      hindered.length > 0 &&
      disclosure(
        `Why ${counted(hindered.length, 'act')} ${hindered.length === 1 ? 'is' : 'are'} not possible now`,
        html`<ul class="links">
          ${hindered.map(({ title, hindrance }) => html`<li>${title}: ${foreignText(hindrance ?? '')}</li>`)}
        </ul>`,
      )
    }
  </section>`;
}

/** Says, after it was done, what was done; nothing for an act that there is not. */
export function doneNotice(collection: keyof Collections, url: URL): Html {
  const act = url.searchParams.get('done') ?? '';
  if (!Object.hasOwn(ACTS[collection], act)) return html``;
  if (url.searchParams.get('out') === 'none') {
    const body = html`<p>What stood against it is with its runs.</p>`;
    return html`<div class="acts">
      ${notice({ tone: 'red', glyph: 'warning', title: 'Nothing went out.', body, role: 'status' })}
    </div>`;
  }
  return html`<div class="acts">
    ${notice({ tone: 'green', glyph: 'check', title: `${DONE_WORDS[act] ?? 'Done'}.`, role: 'status' })}
  </div>`;
}
