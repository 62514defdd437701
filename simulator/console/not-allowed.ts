import { html } from 'hono/html';
import type { Role } from '#contract/permissions.ts';
import { pageHeader } from '../pages/components/page-header.ts';
import { emptyState } from '../pages/components/section.ts';
import type { PageContext } from '../pages/define.ts';
import { layout, type Nav } from '../pages/layout.ts';
import { htmlResponse } from '../pages/page-response.ts';

/** Says why a part of the console that everybody knows of is not for this role. */
export function notAllowedPage(
  { world, signedIn }: Pick<PageContext, 'world' | 'signedIn'>,
  nav: Nav,
  { heading, needs, role }: { heading: string; needs: string; role: Role },
): Promise<Response> {
  const page = layout({
    title: heading,
    world,
    signedIn,
    width: 'wide',
    nav,
    body: html`${pageHeader({ heading })}
    ${emptyState(
      `Your role does not include ${needs}`,
      `You are a ${role} here. An administrator of ${nav.tenant.name} can give you a role that includes ${needs}.`,
    )}`,
  });
  return htmlResponse(page, { status: 403 });
}
