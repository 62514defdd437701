import { parse } from 'node-html-parser';
import type { HTMLElement } from 'node-html-parser';
import { ask } from '../../../client/authorization-probe.ts';
import type { Connector } from '../../../connector.ts';
import { NotTestable } from '../../../finding.ts';
import { whyNoCode } from '../../../client/oauth-client.ts';
import type { Json } from '../../../client/wire.ts';
import { registerWith } from './registration.ts';

/** What people see of a client on the way to approve it; null where such a client cannot register. */
export interface SeenClient {
  text: string;
  html: string;
  elements: HTMLElement[];
}

export async function seenClient(connector: Connector, metadata: Json): Promise<SeenClient | null> {
  const { status, body } = await registerWith(connector, metadata);
  if (status >= 400 || typeof body['client_id'] !== 'string') return null;
  const walk = await ask(connector, { clientId: body['client_id'], until: 'consent' });
  if (walk.form === null) throw new NotTestable(whyNoCode(walk));
  return {
    text: walk.pages.map(({ text }) => text).join(' '),
    html: walk.pages.map(({ visit }) => visit.html).join(''),
    elements: walk.pages.map(({ visit }) => parse(visit.html)),
  };
}

/** NotTestable where the pages do not show how a client calls itself: then nothing is seen of bad names either. */
export async function namesAreShown(connector: Connector): Promise<void> {
  const name = 'Zephyr Workbench';
  const seen = await seenClient(connector, { client_name: name });
  if (seen?.text.includes(name) !== true)
    throw new NotTestable('the pages do not show how a client calls itself');
}
