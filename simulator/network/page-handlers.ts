import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { HttpHandler } from 'msw/http';
import type { Page } from '../pages/define.ts';
import { htmlResponse } from '../pages/page-response.ts';
import type { AuthorizationServer } from '../ports.ts';
import { settle } from '../tenant/life/settle.ts';
import { route } from './route.ts';

export interface PageSetup {
  origin: string;
  authorizationServer: Pick<AuthorizationServer, 'signedIn'>;
}

const CONSOLE = new URL('../console/', import.meta.url);

/** Finds every `*.page.ts` of the console; throws when there is none. */
export async function discoverPages(): Promise<Page[]> {
  const found: Page[] = [];
  for await (const file of glob('**/*.page.ts', { cwd: fileURLToPath(CONSOLE) })) {
    const module: { default: Page } = await import(new URL(file, CONSOLE).href);
    found.push(module.default);
  }
  if (found.length === 0) throw new Error('No page was found: the scan for *.page.ts came back empty.');
  return found.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** Puts a path with a word before the one that has a parameter in its place. */
function rank({ path }: Page): string {
  return path.replaceAll(':', '~');
}

/** The console as MSW handlers. Who is not signed in goes to the sign-in page and comes back to where they wanted to be. */
export function createPageHandlers(pages: readonly Page[], setup: PageSetup): HttpHandler[] {
  const { origin, authorizationServer } = setup;
  return pages.flatMap((page) =>
    route(page.method, origin + page.path, async (request, params) => {
      const url = new URL(request.url);
      const signedIn = await authorizationServer.signedIn(request);
      if (signedIn === null) {
        const wanted = encodeURIComponent(url.pathname + url.search);
        return seeOther(`/sign-in?return_to=${wanted}`);
      }
      const { world } = signedIn;
      settle(world);
      const shown = await page.handle({ request, url, params, world, signedIn });
      return shown instanceof Response ? shown : htmlResponse(shown);
    }),
  );
}

/** Sends a browser to another page of this origin. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path, 'cache-control': 'no-store' } });
}
