import { errors, type Client, type Provider } from 'oidc-provider';
import { z } from 'zod';
import { scopeSchema, type Scope } from '#contract/scopes.ts';
import type { UserRecord } from '#fixtures/world-data.ts';
import { htmlResponse, pageHeaders } from '../pages/page-response.ts';
import type { Account, Worlds } from '../ports.ts';
import type { BrowserSessions } from './browser-sessions.ts';
import { UNNAMED } from './client-metadata.ts';
import type { FormProtection } from './form-protection.ts';
import { consentPage } from './pages/consent-view.ts';
import type { ErrorView } from './pages/error-view.ts';
import { mayCreateDrafts } from './pages/scope-words.ts';
import { signInPage } from './pages/sign-in-view.ts';
import { failure, FORM_TOKEN_MISMATCH, redirectTo, type PageRoute } from './page-router.ts';
import type { SignInAttempts } from './sign-in-attempts.ts';
import { answerSignIn } from './sign-in-pages.ts';
import type { ProviderContext } from './provider-context.ts';

export interface InteractionOptions {
  provider: Provider;
  worlds: Worlds;
  mcpResource: string;
  sessions: BrowserSessions;
  attempts: SignInAttempts;
  protection: FormProtection;
  findClient: (id: string) => Promise<Client | undefined>;
}

const paramsSchema = z
  .object({ client_id: z.string(), redirect_uri: z.string() })
  .catchall(z.union([z.string(), z.array(z.string())]));
const detailsSchema = z.object({
  missingResourceScopes: z.record(z.string(), z.array(z.string())).default({}),
});

/** An authorization request that waits for the person, as its page and its form see it. */
interface Pending {
  uid: string;
  prompt: string;
  params: z.infer<typeof paramsSchema>;
  clientName: string;
  asked: readonly Scope[];
  account: Account | undefined;
  csrf: string;
}

const EXPIRED: ErrorView = {
  title: 'This request has expired',
  why: 'It was not finished in time, was finished already, or was begun in another browser.',
  remedy: 'Go back to the application and connect it again.',
};

/** The page on which a person signs in for an application and approves what it asked for, or denies it. */
export function interactionPage(options: InteractionOptions): PageRoute {
  const { provider, worlds, mcpResource, sessions, protection } = options;
  const world = worlds.standard;

  async function pending(context: ProviderContext, id: string): Promise<Pending | null> {
    try {
      const { uid, prompt, params, session } = await provider.interactionDetails(context.req, context.res);
      // The cookie decides which request this is; the address has to agree with it.
      if (uid !== id) return null;
      const parsed = paramsSchema.parse(params);
      const client = await options.findClient(parsed.client_id);
      const { missingResourceScopes } = detailsSchema.parse(prompt.details);
      const account = session && worlds.account(session.accountId);
      return {
        uid,
        prompt: prompt.name,
        params: parsed,
        clientName: client?.clientName ?? UNNAMED,
        asked: scopeSchema.array().parse(missingResourceScopes[mcpResource] ?? []),
        account: account?.user.disabled ? undefined : account,
        csrf: protection.token('interaction', uid, prompt.name),
      };
    } catch (error) {
      if (error instanceof errors.SessionNotFound) return null;
      throw error;
    }
  }

  function signIn({ csrf, params, clientName }: Pending) {
    return {
      view: { world, hidden: { csrf }, application: clientName },
      headers: pageHeaders([params.redirect_uri]),
    };
  }

  async function finish(context: ProviderContext, result: Parameters<Provider['interactionResult']>[2]) {
    return redirectTo(await provider.interactionResult(context.req, context.res, result));
  }

  async function decide(context: ProviderContext, request: Pending, account: Account, form: URLSearchParams) {
    switch (form.get('decision') ?? '') {
      case 'deny':
        return finish(context, {
          error: 'access_denied',
          error_description: 'the user denied the request',
        });
      case 'switch':
        await sessions.signOut(context);
        return redirectTo(authorizationAgain(request));
      case 'approve': {
        const ticked = form.getAll('scope');
        // What was asked for and may be given bounds what the form says, so that a form that was tampered with widens nothing.
        const chosen = grantable(request.asked, account.user).filter((scope) => ticked.includes(scope));
        if (chosen.length === 0) {
          return consent(request, account, 'Choose what the application may do, or deny the request.');
        }
        const grant = new provider.Grant({
          accountId: account.accountId,
          clientId: request.params.client_id,
        });
        grant.addResourceScope(mcpResource, chosen);
        grant.rejectResourceScope(
          mcpResource,
          request.asked.filter((scope) => !chosen.includes(scope)),
        );
        return finish(context, { consent: { grantId: await grant.save() } });
      }
      default:
        return consent(request, account, 'Approve or deny the request.');
    }
  }

  return {
    path: '/oauth/interaction/:id',
    async get({ context, id }) {
      const request = await pending(context, id);
      if (!request) return failure(world, 400, EXPIRED);
      if (request.prompt === 'consent' && request.account) return consent(request, request.account);
      const { view, headers } = signIn(request);
      return htmlResponse(signInPage(view), { headers });
    },
    async post({ context, id, form }) {
      const request = await pending(context, id);
      if (!request) return failure(world, 400, EXPIRED);
      if (!protection.carriesToken(form, 'interaction', request.uid, request.prompt)) {
        return failure(world, 403, FORM_TOKEN_MISMATCH);
      }
      if (request.prompt === 'consent' && request.account) {
        return decide(context, request, request.account, form);
      }
      const { view, headers } = signIn(request);
      return answerSignIn({
        ...options,
        context,
        form,
        view,
        headers,
        next: authorizationAgain(request),
      });
    },
  };
}

/** Asks the person what the application may do. */
async function consent(request: Pending, account: Account, problem?: string): Promise<Response> {
  const { params, clientName, csrf } = request;
  const { user } = account;
  const offered = grantable(request.asked, user);
  const page = consentPage({
    world: account.world,
    user,
    application: { name: clientName, clientId: params.client_id, redirectUri: params.redirect_uri },
    offered,
    beyondRole: request.asked.filter((scope) => !offered.includes(scope)),
    csrf,
    ...(problem !== undefined && { problem }),
  });
  const status = problem === undefined ? 200 : 400;
  return htmlResponse(page, { status, headers: pageHeaders([params.redirect_uri]) });
}

function grantable(asked: readonly Scope[], user: UserRecord): Scope[] {
  return asked.filter((scope) => scope !== 'optimove:drafts.write' || mayCreateDrafts(user));
}

/** The authorization request from its beginning, for whoever has just signed in or out: what it wanted asked has been. */
function authorizationAgain({ params }: Pending): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const each of [value].flat()) {
      if (name !== 'prompt') query.append(name, each);
    }
  }
  return `/oauth/authorize?${query.toString()}`;
}
