import { html } from 'hono/html';
import type { Collections } from '#fixtures/world-data.ts';
import { COLLECTION_NAMES } from '../../pages/components/collection-names.ts';
import { effectMark } from '../../pages/components/effect-mark.ts';
import { facts } from '../../pages/components/facts.ts';
import { errorSummary, field } from '../../pages/components/field.ts';
import { notice } from '../../pages/components/notice.ts';
import { pageHeader } from '../../pages/components/page-header.ts';
import { statusMark } from '../../pages/components/status-mark.ts';
import { emailText, foreignText, seenText } from '../../pages/components/text.ts';
import { ago } from '../../pages/components/time.ts';
import type { Html, PageContext } from '../../pages/define.ts';
import { layout } from '../../pages/layout.ts';
import type { Choice } from '../../tenant/acts/choices.ts';
import { consolePath, type Place } from '../place.ts';
import { SOURCE_WORDS } from '../source-words.ts';
import { buttonClass } from './act-bar.ts';
import { formField, type ActField } from './act-fields.ts';

/** What a confirmation shows of any record, as far as it has it. */
export interface Confirmed {
  id: string;
  name: string;
  status?: string;
  source?: keyof typeof SOURCE_WORDS;
  created_at?: string;
  created_by?: string;
  updated_at?: string;
}

export interface Problem {
  field?: string;
  message: string;
}

interface View {
  place: Place;
  collection: keyof Collections;
  record: Confirmed;
  choice: Choice;
  fields: readonly ActField[];
  problems?: readonly Problem[];
}

/** Asks before anything is done: says in words what will happen, and asks for what the act needs to know. */
export function confirmation(context: PageContext, view: View): Html {
  const { place, collection, record, choice, fields, problems = [] } = view;
  const { one } = COLLECTION_NAMES[collection];
  const back = consolePath(place.tenant.id, collection, record.id);
  const label = buttonLabel(choice, one);
  return actLayout(context, view, {
    title: `${choice.title} ${seenText(record.name)}`,
    heading: html`${choice.title} ${foreignText(record.name)}${fields.length === 0 && '?'}`,
    body: html`${errorSummary(problems)}
      <section class="stack-small">
        <h2>What will happen</h2>
        <ul class="foretold">
          ${choice.foretold.map((sentence) => html`<li>${foreignText(sentence)}</li>`)}
        </ul>
      </section>
      ${origin(record, context)}
      ${
        choice.hindrance === null
          ? html`<form class="form" method="post" action="${back}/acts/${choice.act}">
              <input type="hidden" name="csrf" value="${context.signedIn.csrf}" />
              ${record.updated_at && html`<input type="hidden" name="updated_at" value="${record.updated_at}" />`}
              ${fields.map((one_) =>
                field({
                  ...formField(one_, place.tenant.time_zone),
                  error: problems.find((problem) => problem.field === one_.name)?.message,
                }),
              )}
              <div class="actions">
                <button class="button ${buttonClass(choice.effect)}" type="submit">${label}</button>
                <a class="button" href="${back}">Cancel</a>
              </div>
            </form>`
          : html`${notice({ tone: 'amber', glyph: 'warning', title: 'Not possible now', body: html`<p>${foreignText(choice.hindrance)}</p>` })}
              <p><a class="button" href="${back}">Back</a></p>`
      }`,
  });
}

/** Says what it does: `Approve campaign`, `Send now`. */
function buttonLabel({ act, title }: Choice, one: string): string {
  if (act === 'modify') return 'Save changes';
  return title.includes(' ') ? title : `${title} ${one.toLowerCase()}`;
}

/** Tells that nothing was done, why, and where to look at how it is now. */
export function refusal(
  context: PageContext,
  view: Pick<View, 'place' | 'collection' | 'record'>,
  title: string,
  why: string,
): Html {
  const back = consolePath(view.place.tenant.id, view.collection, view.record.id);
  return actLayout(context, view, {
    title,
    heading: title,
    body: html`${notice({ tone: 'red', glyph: 'cross', title: 'Nothing was changed', body: html`<p>${foreignText(why)}</p>`, role: context.request.method === 'POST' ? 'alert' : undefined })}
      <p><a class="button" href="${back}">Show ${foreignText(view.record.name)} as it is now</a></p>`,
  });
}

function actLayout(
  { world, signedIn }: PageContext,
  {
    place: { tenant },
    collection,
    record,
    choice,
  }: Pick<View, 'place' | 'collection' | 'record'> & { choice?: Choice },
  { title, heading, body }: { title: string; heading: Html | string; body: Html },
): Html {
  const { one, many } = COLLECTION_NAMES[collection];
  return layout({
    title,
    world,
    signedIn,
    width: 'wide',
    nav: { tenant, current: collection },
    body: html`${pageHeader({
        breadcrumb: [
          { href: consolePath(tenant.id), label: tenant.name },
          { href: consolePath(tenant.id, collection), label: many },
          { href: consolePath(tenant.id, collection, record.id), label: record.id },
        ],
        heading,
        meta: [
          choice && effectMark(choice.effect),
          record.status && statusMark(record.status),
          html`${one} <span class="mono">${record.id}</span>`,
        ],
      })}
      <div class="act-page stack">${body}</div>`,
  });
}

/** Whose work it is that somebody decides about. */
function origin({ source, created_by: by, created_at: at }: Confirmed, { world }: PageContext): Html {
  return facts([
    ['Source', source && SOURCE_WORDS[source]],
    ['Created by', by && emailText(by)],
    ['Age', at && ago(at, world.clock.now())],
  ]);
}
