import { html } from 'hono/html';
import type { Scope } from '#contract/scopes.ts';
import { effectMark } from '../../pages/components/effect-mark.ts';
import { notice } from '../../pages/components/notice.ts';
import { foreignText } from '../../pages/components/text.ts';
import { shortTime } from '../../pages/components/time.ts';
import type { Html } from '../../pages/define.ts';
import { layout } from '../../pages/layout.ts';
import type { SignedIn, World } from '../../ports.ts';
import { memberships } from './memberships.ts';
import { SCOPE_WORDS } from './scope-words.ts';

export interface Connection {
  clientId: string;
  name: string;
  scopes: readonly Scope[];
  grantedAt: Date;
  usedAt: Date | null;
}

export function profilePage(world: World, signedIn: SignedIn): Html {
  const { user } = signedIn;
  const body = html`<section class="card stack">
    <div class="stack-small">
      <h1>${user.name}</h1>
      <p class="lead">${user.email}</p>
    </div>
    <section class="stack-small">
      <h2>Tenants</h2>
      ${memberships(user, world)}
    </section>
    <p><a class="button" href="/profile/connections">Connected applications</a></p>
  </section>`;
  return layout({ title: 'Profile', world, body, width: 'narrow', signedIn });
}

export function connectionsPage(options: {
  world: World;
  signedIn: SignedIn;
  connections: readonly Connection[];
  status?: string;
}): Html {
  const { world, signedIn, connections, status } = options;
  const body = html`<section class="card stack">
    <h1>Connected applications</h1>
    <p class="lead">What you approved, each for you alone. Times are in UTC.</p>
    ${status && notice({ tone: 'green', glyph: 'check', title: status, role: 'status' })}
    ${
      connections.length === 0
        ? html`<p>No application is connected.</p>`
        : connections.map((connection) => application(connection, signedIn.csrf))
    }
    <p class="card-foot"><a href="/profile">Profile</a></p>
  </section>`;
  return layout({ title: 'Connected applications', world, body, width: 'narrow', signedIn });
}

function application({ clientId, name, scopes, grantedAt, usedAt }: Connection, csrf: string): Html {
  return html`<article class="application" data-client="${clientId}">
    <h2>${foreignText(name)}</h2>
    <p class="tags">May ${scopes.map((scope) => effectMark(SCOPE_WORDS[scope].effect))}</p>
    <p class="hint">
      Approved ${shortTime(grantedAt.toISOString(), 'UTC')},
      ${usedAt ? html`last used ${shortTime(usedAt.toISOString(), 'UTC')}` : 'not used yet'}. Client ID
      <code>${clientId}</code>
    </p>
    <div class="actions">
      ${scopes.includes('optimove:drafts.write') && action('stop-drafts', 'Stop draft creation', clientId, csrf)}
      ${action('revoke', 'Revoke access', clientId, csrf)}
    </div>
  </article>`;
}

function action(name: string, label: string, clientId: string, csrf: string): Html {
  return html`<form method="post">
    <input type="hidden" name="csrf" value="${csrf}" />
    <input type="hidden" name="client_id" value="${clientId}" />
    <button class="button button-danger button-small" type="submit" name="action" value="${name}">
      ${label}
    </button>
  </form>`;
}
