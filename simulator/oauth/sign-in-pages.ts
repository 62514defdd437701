import { htmlResponse } from '../pages/page-response.ts';
import type { World } from '../ports.ts';
import type { BrowserSessions } from './browser-sessions.ts';
import type { FormProtection } from './form-protection.ts';
import { failure, FORM_TOKEN_MISMATCH, redirectTo, type PageRoute } from './page-router.ts';
import { signInPage, type SignInView } from './pages/sign-in-view.ts';
import type { SignInAttempts, SignInResult } from './sign-in-attempts.ts';
import type { ProviderContext } from './provider-context.ts';

export interface SignInOptions {
  world: World;
  issuer: string;
  sessions: BrowserSessions;
  attempts: SignInAttempts;
  protection: FormProtection;
}

const AFTER_SIGN_IN = '/console';

/** The way in and out of the simulator's own pages. */
export function signInPages(options: SignInOptions): PageRoute[] {
  const { world, issuer, sessions, protection } = options;
  const view = (returnTo: string): SignInView => ({ world, hidden: { return_to: returnTo } });
  return [
    {
      path: '/sign-in',
      async get({ query }) {
        const status = query.has('signed_out') ? { status: 'You are signed out.' } : {};
        const returnTo = localPath(query.get('return_to'), issuer);
        return htmlResponse(signInPage({ ...view(returnTo), ...status }));
      },
      async post({ context, form }) {
        const returnTo = localPath(form.get('return_to'), issuer);
        return answerSignIn({ ...options, context, form, view: view(returnTo), next: returnTo });
      },
    },
    {
      path: '/sign-out',
      async post({ context, form }) {
        const signedIn = await sessions.of(context);
        if (signedIn && !protection.carriesSession(form, signedIn)) {
          return failure(world, 403, FORM_TOKEN_MISMATCH);
        }
        await sessions.signOut(context);
        return redirectTo('/sign-in?signed_out=1');
      },
    },
  ];
}

/** Signs in whoever knows the password and sends them on to `next`; shows the form again to everybody else. */
export async function answerSignIn(options: {
  context: ProviderContext;
  form: URLSearchParams;
  attempts: SignInAttempts;
  sessions: BrowserSessions;
  view: SignInView;
  headers?: Record<string, string>;
  next: string;
}): Promise<Response> {
  const { context, form, attempts, sessions, view, headers = {}, next } = options;
  const email = (form.get('email') ?? '').trim();
  const result = attempts.attempt(email, form.get('password') ?? '');
  if (result.ok) {
    await sessions.signIn(context, result.account);
    return redirectTo(next);
  }
  const { status, problem, ...more } = refusal(result);
  return htmlResponse(signInPage({ ...view, email, problem }), {
    status,
    headers: { ...headers, ...more.headers },
  });
}

/** An unknown account and a wrong password answer alike, so that nobody can find out which accounts there are. */
function refusal(result: SignInResult & { ok: false }): {
  status: number;
  problem: string;
  headers?: Record<string, string>;
} {
  switch (result.reason) {
    case 'wrong':
      return { status: 401, problem: 'Email or password is wrong. Check both and try again.' };
    case 'disabled':
      return {
        status: 403,
        problem: 'This account cannot sign in: it is disabled. Ask an administrator of your tenant.',
      };
    case 'too_many': {
      const seconds = result.retryAfterSeconds;
      return {
        status: 429,
        problem: `Too many attempts for this account. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
        headers: { 'retry-after': String(seconds) },
      };
    }
  }
}

/** A path of ours to go on to: of an address elsewhere only the path is taken, and what is no path becomes the console. */
function localPath(given: string | null, issuer: string): string {
  if (given === null || !given.startsWith('/') || !URL.canParse(given, issuer)) return AFTER_SIGN_IN;
  const { pathname, search } = new URL(given, issuer);
  return pathname.startsWith('//') ? AFTER_SIGN_IN : pathname + search;
}
