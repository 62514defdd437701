import { extractWWWAuthenticateParams } from '@modelcontextprotocol/client';
import { renewal, requestTokens, tokensIn } from '../../../client/authorization-probe.ts';
import { sent } from '../../../client/consent-pages.ts';
import { rawCall } from '../../../client/raw-call.ts';
import type { RawAnswer } from '../../../client/raw-request.ts';
import { jsonSchema, messageIn } from '../../../client/wire.ts';
import type { Fetch } from '../../../client/wire.ts';
import type { Connector } from '../../../connector.ts';
import { defineCheck } from '../../../define.ts';
import type { Wire } from '../../../define.ts';
import { excerpt, NotTestable, Violation } from '../../../finding.ts';
import { draftCall, listCalls } from '../../../samples/any-call.ts';
import { rewriteForm } from '../../../sabotage/sabotage-authorization.ts';
import { isBuilder } from '../../../tool-catalog.ts';
import { openProfile } from './profile.ts';

const ENDED = 'a user took back the scope to draft, and reading ended with it';

export default defineCheck({
  requirement: 'auth.scope-revocable',
  drafts: true,
  async run(connector) {
    const { token, grant, browser, form } = await openProfile(connector, 'wide', 'drafting');
    const control = await rawCall(connector, token, await draftCall(connector, 'Draft before the form'));
    if (!succeeded(control))
      throw new NotTestable(`no draft with both scopes: ${control.status} ${excerpt(control.body, 200)}`);

    await browser.visit(sent(form));
    const held = await readsAlone(connector, token, control);
    const renewed = tokensIn(await requestTokens(connector, renewal(grant)))?.access_token;
    if (renewed === undefined || !(await readsAlone(connector, renewed, control)))
      throw new Violation(ENDED, { calls: [control.exchange] });
    return `taken back on the profile: the very next draft is refused, and reading goes on with ${held ? 'the same token and a new one' : 'a new token'}`;
  },
  saboteurs: [
    {
      breaks: 'shows a form that takes nothing away',
      caught: /took back the scope to draft, and the very next draft was made/u,
      sabotage: (wire) => rewriteForm(wire, 'action', (form) => form.set('client_id', 'nobody')),
    },
    {
      breaks: 'ends the whole authorization where drafting alone was to end',
      caught: /took back the scope to draft, and reading ended with it/u,
      sabotage: (wire) => rewriteForm(wire, 'action', (form) => form.delete('action')),
    },
    {
      breaks: 'takes the scope from new tokens alone',
      caught: /took back the scope to draft, and the very next draft was made/u,
      sabotage: takingLater,
    },
    {
      breaks: 'takes the scope from the tokens that are out, and gives new ones with it',
      caught: /took back the scope to draft, and the very next draft was made/u,
      hides: 'retry',
      sabotage: forgetful,
    },
  ],
});

/** That a token reads and no longer drafts; false where the server ended it, so that its client has to fetch one that does. */
async function readsAlone(connector: Connector, token: string, control: RawAnswer): Promise<boolean> {
  const answers: RawAnswer[] = [];
  const draft = async () =>
    answers.push(await rawCall(connector, token, await draftCall(connector, 'Draft after the form')));
  const journal = connector.level === 'L1' ? [] : await connector.witness().during(draft);
  if (connector.level === 'L1') await draft();
  const [answer = control] = answers;
  const evidence = { calls: [control.exchange, answer.exchange], journal };
  if (succeeded(answer) || journal.some(({ effect }) => effect !== 'read'))
    throw new Violation('a user took back the scope to draft, and the very next draft was made', evidence);
  const [list] = await listCalls(connector);
  const reading = await rawCall(connector, token, list);
  if (answer.status === 401 && reading.status === 401) return false;
  const { error } = extractWWWAuthenticateParams(new Response(null, { headers: answer.headers }));
  if (answer.status !== 403 || error !== 'insufficient_scope')
    throw new Violation(
      `a draft without the scope for it got ${answer.status}, not 403 with insufficient_scope`,
      evidence,
    );
  if (!succeeded(reading)) throw new Violation(ENDED, { calls: [control.exchange, reading.exchange] });
  return true;
}

function succeeded({ status, body }: RawAnswer): boolean {
  const result = jsonSchema.safeParse(messageIn(body)?.result).data;
  return status === 200 && result !== undefined && result['isError'] !== true;
}

/** Sends the form when the client asks for new tokens, and not before. */
function takingLater({ fetch }: Wire): Fetch {
  let kept: Request | null = null;
  return async (request) => {
    const form = new URLSearchParams(request.method === 'POST' ? await request.clone().text() : '');
    if (form.has('action')) {
      kept = request;
      return new Response('<h1>Done.</h1>');
    }
    if (kept !== null && form.get('grant_type') === 'refresh_token') {
      await fetch(kept);
      kept = null;
    }
    return fetch(request);
  };
}

/** Drops the form, and refuses drafts until the client asks for new tokens. */
function forgetful({ fetch }: Wire): Fetch {
  let stopped = false;
  return async (request) => {
    const body = request.method === 'POST' ? await request.clone().text() : '';
    const form = new URLSearchParams(body);
    if (form.has('action')) {
      stopped = true;
      return new Response('<h1>Done.</h1>');
    }
    if (form.get('grant_type') === 'refresh_token') stopped = false;
    if (!stopped || !isBuilder({ name: String(messageIn(body)?.params?.['name']) })) return fetch(request);
    const challenge = 'Bearer error="insufficient_scope", scope="optimove:drafts.write"';
    return new Response(null, { status: 403, headers: { 'www-authenticate': challenge } });
  };
}
