import { html } from 'hono/html';
import { pageHeader } from '../../pages/components/page-header.ts';
import { definePage, type PageContext } from '../../pages/define.ts';
import { layout } from '../../pages/layout.ts';
import { htmlResponse } from '../../pages/page-response.ts';
import { postedForm } from '../../pages/posted-form.ts';
import type { JournalEntry } from '../../ports.ts';
import { Obstacle } from '../../tenant/acts/obstacle.ts';
import { perform } from '../../tenant/acts/perform.ts';
import { notFoundPage } from '../not-found.ts';
import { consolePath } from '../place.ts';
import { actCall, refusedFor, type ActCall } from './act-call.ts';
import { inputFrom, labelOf } from './act-fields.ts';
import { confirmation, refusal, type Problem } from './act-view.ts';
import { doerOf } from './doer.ts';

/** Does an act that was confirmed, and leads to what became of it. Done or refused, it stands in the journal. */
export default definePage({
  method: 'POST',
  path: '/console/tenants/:tenant/:collection/:id/acts/:act',
  async handle(context) {
    const form = await postedForm(context.request, context.signedIn);
    if (form === null) return foreignForm(context);
    // Looked up after the form was read: nothing that others do in between is overlooked.
    const call = actCall(context);
    if (call === null) return notFoundPage(context);
    const { place, collection, record, name, fields } = call;
    const { tenant } = place;
    const input = inputFrom(fields, form, tenant.time_zone);
    const done = perform(doerOf(context, call.endpoint), tenant.id, collection, record.id, name, input);
    if (done instanceof Obstacle) return notDone(context, call, done, form);

    const { record: after, isNew, changes, messages } = done;
    const entity = { type: call.type, id: after.id };
    writeDown(context, call, {
      status: isNew ? 201 : 200,
      entity,
      changes,
      ...(messages > 0 && { messages }),
    });
    const isGone = place.find(collection, after.id) === undefined;
    const outcome = call.effect === 'send' && messages === 0 ? `${name}&out=none` : name;
    const next = consolePath(tenant.id, collection, isGone ? undefined : after.id);
    return new Response(null, {
      status: 303,
      headers: { location: `${next}?done=${outcome}`, 'cache-control': 'no-store' },
    });
  },
});

/** The same page once more where the person can mend it; else why nothing was done. */
function notDone(
  context: PageContext,
  call: ActCall,
  { reason, message, details }: Obstacle,
  form: URLSearchParams,
): Promise<Response> {
  const canBeMended = reason === 'input' || reason === 'name_taken';
  if (canBeMended && call.choice) {
    const found: Problem[] = (details.problems ?? []).map(({ parameter, problem }) => ({
      field: parameter,
      message: `${labelOf(parameter)}: ${problem}`,
    }));
    const problems =
      found.length > 0 ? found : [{ ...(reason === 'name_taken' && { field: 'name' }), message }];
    const fields = call.fields.map((field) => ({ ...field, value: form.get(field.name) ?? field.value }));
    writeDown(context, call, { status: 422 });
    return htmlResponse(confirmation(context, { ...call, choice: call.choice, fields, problems }), {
      status: 422,
    });
  }
  const { status, title, why } = refusedFor(reason, message);
  writeDown(context, call, { status });
  return htmlResponse(refusal(context, call, title, why), { status });
}

function writeDown(
  { world, signedIn, url }: PageContext,
  { place, endpoint, effect, type, record }: ActCall,
  outcome: Pick<JournalEntry, 'status' | 'entity' | 'changes' | 'messages'>,
): void {
  world.journal.append({
    via: 'console',
    endpoint,
    method: 'POST',
    path: url.pathname,
    effect,
    tenant_id: place.tenant.id,
    user_id: signedIn.user.id,
    client_id: null,
    scopes: [],
    entity: { type, id: record.id },
    ...outcome,
  });
}

function foreignForm({ world, signedIn }: PageContext): Promise<Response> {
  const page = layout({
    title: 'The form was not accepted',
    world,
    signedIn,
    width: 'narrow',
    body: html`${pageHeader({ heading: 'The form was not accepted' })}
      <div class="stack">
        <p class="prose">
          Nothing was changed. The form does not belong to this sign-in: the page was open for too long,
          another tab signed in, or another website sent it.
        </p>
        <p><a class="button" href="/console">Go to the console</a></p>
      </div>`,
  });
  return htmlResponse(page, { status: 403 });
}
