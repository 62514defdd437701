import { Cookie } from 'tough-cookie';
import { ask, codeIn } from '../../../client/authorization-probe.ts';
import { oncePerConnector } from '../../../connector.ts';
import { NotApplicable, NotTestable } from '../../../finding.ts';
import { whyNoCode } from '../../../client/oauth-client.ts';

/** The cookies that are set on the way to a code; those that are taken away are left out. */
export const setCookies = oncePerConnector(async (connector): Promise<Cookie[]> => {
  const walk = await ask(connector);
  if (codeIn(walk) === null) throw new NotTestable(whyNoCode(walk));
  const cookies = walk.visits
    .flatMap(({ headers }) => headers.getSetCookie())
    .flatMap((text) => Cookie.parse(text) ?? [])
    .filter(({ value }) => value !== '');
  if (cookies.length === 0) throw new NotApplicable('the pages set no cookies');
  return cookies;
});
