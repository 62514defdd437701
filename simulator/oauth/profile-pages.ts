import type { Client } from 'oidc-provider';
import { htmlResponse } from '../pages/page-response.ts';
import type { Visitor } from '../ports.ts';
import type { BrowserSessions } from './browser-sessions.ts';
import { UNNAMED } from './client-metadata.ts';
import { DEVELOPER_ID, DEVELOPER_NAME } from './developer-tokens.ts';
import type { FormProtection } from './form-protection.ts';
import type { Grant, Grants } from './grants.ts';
import { failure, FORM_TOKEN_MISMATCH, redirectTo, type PageRoute } from './page-router.ts';
import { connectionsPage, profilePage, type Connection } from './pages/profile-view.ts';
import type { ProviderContext } from './provider-context.ts';

export interface ProfileOptions {
  sessions: BrowserSessions;
  grants: Grants;
  protection: FormProtection;
  findClient: (id: string) => Promise<Client | undefined>;
}

const CONNECTIONS = '/profile/connections';
const DONE = new Map([
  ['revoked', 'Access was revoked. The application can do nothing more in your name.'],
  ['drafts-stopped', 'The application can no longer create drafts. It can still read.'],
]);

/** A user's own account, and the applications that act for them. */
export function profilePages(options: ProfileOptions): PageRoute[] {
  const { sessions, grants, protection } = options;

  const signedInOr = async (context: ProviderContext, show: (signedIn: Visitor) => Promise<Response>) => {
    const signedIn = await sessions.of(context);
    const back = encodeURIComponent(context.path);
    return signedIn ? show(signedIn) : redirectTo(`/sign-in?return_to=${back}`);
  };

  return [
    {
      path: '/profile',
      get: async ({ context }) =>
        signedInOr(context, async (signedIn) => htmlResponse(profilePage(signedIn.world, signedIn))),
    },
    {
      path: CONNECTIONS,
      get: async ({ context, query }) =>
        signedInOr(context, async (signedIn) => {
          const connections = await connectionsOf(grants.ofUser(signedIn.accountId), options.findClient);
          const status = DONE.get(query.get('done') ?? '');
          return htmlResponse(
            connectionsPage({
              world: signedIn.world,
              signedIn,
              connections,
              ...(status !== undefined && { status }),
            }),
          );
        }),
      post: async ({ context, form }) =>
        signedInOr(context, async (signedIn) => {
          if (!protection.carriesSession(form, signedIn)) {
            return failure(signedIn.world, 403, FORM_TOKEN_MISMATCH);
          }
          const clientId = form.get('client_id');
          const own = grants.ofUser(signedIn.accountId).filter((grant) => grant.clientId === clientId);
          if (own.length === 0) return redirectTo(CONNECTIONS);
          if (form.get('action') === 'stop-drafts') {
            for (const grant of own) grants.withdraw(grant, 'optimove:drafts.write');
            return redirectTo(`${CONNECTIONS}?done=drafts-stopped`);
          }
          if (form.get('action') === 'revoke') {
            grants.revoke(own);
            return redirectTo(`${CONNECTIONS}?done=revoked`);
          }
          return redirectTo(CONNECTIONS);
        }),
    },
  ];
}

/** One connection for each application, however many times it was approved. */
async function connectionsOf(
  grants: readonly Grant[],
  findClient: ProfileOptions['findClient'],
): Promise<Connection[]> {
  const byClient = Map.groupBy(grants, ({ clientId }) => clientId);
  return Promise.all(
    [...byClient].map(async ([clientId, own]) => ({
      clientId,
      name:
        (await findClient(clientId))?.clientName ?? (clientId === DEVELOPER_ID ? DEVELOPER_NAME : UNNAMED),
      scopes: [...new Set(own.flatMap(({ scopes }) => [...scopes]))],
      grantedAt: new Date(Math.max(...own.map(({ grantedAt }) => grantedAt.getTime()))),
      usedAt: latest(own.map(({ usedAt }) => usedAt)),
    })),
  );
}

function latest(instants: readonly (Date | null)[]): Date | null {
  const times = instants.flatMap((instant) => (instant ? [instant.getTime()] : []));
  return times.length === 0 ? null : new Date(Math.max(...times));
}
