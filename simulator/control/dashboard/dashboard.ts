import { assetResponse } from '../../pages/assets.ts';
import { htmlResponse, pageHeaders } from '../../pages/page-response.ts';
import { Problem } from '../call.ts';
import type { ControlContext } from '../call.ts';
import { decoded } from '../decoded.ts';
import { boundedBytes } from '../../endpoints/read-body.ts';
import { callPage } from './call-page.ts';
import { clockPage } from './clock-page.ts';
import { faultsPage } from './faults-page.ts';
import { journalPage, journalRows } from './journal-page.ts';
import type { DashboardPage, Visit } from './page.ts';
import { snapshotsPage } from './snapshots-page.ts';
import { userPage } from './user-page.ts';
import { usersPage } from './users-page.ts';
import { worldsPage } from './worlds-page.ts';

const MOST_BYTES = 200_000;

const PAGES: readonly DashboardPage[] = [
  journalPage,
  journalRows,
  callPage,
  faultsPage,
  clockPage,
  usersPage,
  userPage,
  worldsPage,
  snapshotsPage,
];
const ROUTES = PAGES.map((page) => ({ page, pattern: new URLPattern({ pathname: page.path }) }));

/** The control API for people: the same calls as pages, below `base`. Null for an address that is none of them. */
export async function dashboardAnswer(
  request: Request,
  context: ControlContext,
  base = '',
): Promise<Response | Problem | null> {
  const url = new URL(request.url);
  const place = { pathname: url.pathname.slice(base.length) };
  const route = ROUTES.find(({ pattern }) => pattern.test(place));
  if (route === undefined) return assetResponse(url.pathname);
  const { page, pattern } = route;
  const { id = '' } = pattern.exec(place)?.pathname.groups ?? {};
  const visit = { ...context, url, base, params: { id: decoded(id) } };
  if (request.method === 'GET') return shown(page, visit);
  if (request.method !== 'POST' || page.send === undefined) {
    return new Problem(405, 'This page is only read.', {}, { allow: 'GET' });
  }

  const form = await formOf(request, url);
  if (form instanceof Problem) return form;
  const outcome = await page.send(visit, form);
  if (outcome instanceof Problem) return shown(page, { ...visit, problem: outcome, refused: form });
  return new Response(null, {
    status: 303,
    headers: { location: url.pathname, 'cache-control': 'no-store' },
  });
}

async function shown(page: DashboardPage, visit: Visit): Promise<Response | Problem> {
  const html = page.show(visit);
  if (html instanceof Response || html instanceof Problem) return html;
  const policy = `${pageHeaders()['content-security-policy']}; connect-src 'self'`;
  return htmlResponse(html, {
    status: visit.problem?.status ?? 200,
    headers: { 'content-security-policy': policy },
  });
}

/** The fields of a form that one of our own pages sent: a browser names the origin of every form that it posts. */
async function formOf(request: Request, { origin }: URL): Promise<URLSearchParams | Problem> {
  if (request.headers.get('origin') !== origin)
    return new Problem(403, 'A form is taken from the pages of this dashboard alone.');
  const bytes = await boundedBytes(request, MOST_BYTES);
  return bytes === null
    ? new Problem(413, 'The form is too large.')
    : new URLSearchParams(new TextDecoder().decode(bytes));
}
