import { text } from 'node:stream/consumers';
import type { Provider } from 'oidc-provider';
import { htmlResponse } from '../pages/page-response.ts';
import type { World } from '../ports.ts';
import type { FormProtection } from './form-protection.ts';
import { errorPage, NO_SUCH_PAGE, type ErrorView } from './pages/error-view.ts';
import { providerFailure } from './provider-failure.ts';
import type { ProviderContext } from './provider-context.ts';

/** A page inside the Koa application of `oidc-provider`, whose cookies the context reads and writes. */
type PageHandler = (visit: {
  context: ProviderContext;
  id: string;
  query: URLSearchParams;
}) => Promise<Response>;
type FormHandler = (visit: {
  context: ProviderContext;
  id: string;
  form: URLSearchParams;
}) => Promise<Response>;

export interface PageRoute {
  /** A segment `:id` at the end matches any one segment. */
  path: string;
  get?: PageHandler;
  post?: FormHandler;
}

/** Answers our own pages and leaves every other path to the provider, then puts a page in place of an answer without one. */
export function createPageRouter(options: {
  world: World;
  protection: FormProtection;
  routes: readonly PageRoute[];
}): Parameters<Provider['use']>[0] {
  const { world, protection, routes } = options;
  async function answer(context: ProviderContext, next: () => Promise<unknown>): Promise<void> {
    const [route, id] = matching(routes, context.path);
    if (!route) {
      await next();
      if (context.status === 404 && !context.body)
        await send(context, await failure(world, 404, NO_SUCH_PAGE));
      return;
    }
    const { method } = context;
    if ((method === 'GET' || method === 'HEAD') && route.get) {
      const query = new URLSearchParams(context.querystring);
      await send(context, await route.get({ context, id, query }));
    } else if (method === 'POST' && route.post) {
      const headers = new Headers(
        Object.entries(context.headers).map(([name, value]) => [name, String(value)]),
      );
      const form = new URLSearchParams(await text(context.req));
      await send(
        context,
        protection.isOurs(headers)
          ? await route.post({ context, id, form })
          : await failure(world, 403, sentFromElsewhere(protection.origin)),
      );
    } else {
      const allow = [route.get && 'GET, HEAD', route.post && 'POST'].filter(Boolean).join(', ');
      await send(context, await failure(world, 405, WRONG_METHOD, { allow }));
    }
  }

  return async (context, next) => {
    try {
      await answer(context, next);
    } catch (error) {
      context.app.emit('error', error, context);
      await send(context, await failure(world, 500, providerFailure('server_error')));
    }
  };
}

function matching(routes: readonly PageRoute[], path: string): [PageRoute | undefined, string] {
  const exact = routes.find((route) => route.path === path);
  if (exact) return [exact, ''];
  const slash = path.lastIndexOf('/') + 1;
  const pattern = `${path.slice(0, slash)}:id`;
  return [routes.find((route) => route.path === pattern), path.slice(slash)];
}

/** Puts a fetch answer into a Koa context, beside the cookies that were set there. */
export async function send(context: ProviderContext, response: Response): Promise<void> {
  context.status = response.status;
  context.set(Object.fromEntries(response.headers));
  context.body = await response.text();
}

export async function failure(
  world: World,
  status: number,
  view: ErrorView,
  headers: Record<string, string> = {},
): Promise<Response> {
  return htmlResponse(errorPage(world, view), { status, headers });
}

/** @see RFC 9700, section 4.12 "307 Redirect": after a form only 303 keeps the password from being sent on */
export function redirectTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

export const FORM_TOKEN_MISMATCH: ErrorView = {
  title: 'The form was not accepted',
  why: 'It does not belong to this sign-in: the page was open for too long, or another tab signed in.',
  remedy: 'Go back, load the page again and repeat what you did.',
};
function sentFromElsewhere(origin: string): ErrorView {
  return {
    title: 'The form was not accepted',
    why: 'It was sent by another website, or by a page that was opened under another name of this computer.',
    remedy: `Open the page at ${origin} and send the form from there.`,
  };
}
const WRONG_METHOD: ErrorView = {
  title: 'This address cannot be used like that',
  why: 'It does not answer this kind of request.',
  remedy: 'Go back and follow the links and buttons of the page.',
};
