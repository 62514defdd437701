import { html } from 'hono/html';
import { pageHeader } from '../pages/components/page-header.ts';
import type { PageContext } from '../pages/define.ts';
import { layout } from '../pages/layout.ts';
import { htmlResponse } from '../pages/page-response.ts';

/** The one answer for what does not exist and for what this user may not see; it repeats nothing of the address. */
export function notFoundPage({
  world,
  signedIn,
}: Pick<PageContext, 'world' | 'signedIn'>): Promise<Response> {
  const page = layout({
    title: 'Not found',
    world,
    signedIn,
    width: 'narrow',
    body: html`${pageHeader({ heading: 'Not found' })}
      <div class="stack">
        <p class="prose">
          There is no such page, or it shows something outside your role and brands. An administrator of the
          tenant can change both.
        </p>
        <p><a class="button" href="/console">Go to the console</a></p>
      </div>`,
  });
  return htmlResponse(page, { status: 404 });
}
