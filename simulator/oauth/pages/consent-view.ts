import { html } from 'hono/html';
import type { Scope } from '#contract/scopes.ts';
import type { UserRecord } from '#fixtures/world-data.ts';
import { EFFECT_MARKS } from '../../pages/components/effect-mark.ts';
import { errorSummary } from '../../pages/components/field.ts';
import { glyph } from '../../pages/components/glyph.ts';
import { notice } from '../../pages/components/notice.ts';
import { foreignText } from '../../pages/components/text.ts';
import type { Html } from '../../pages/define.ts';
import { layout } from '../../pages/layout.ts';
import type { World } from '../../ports.ts';
import { isLoopback } from '../redirect-policy.ts';
import { memberships } from './memberships.ts';
import { SCOPE_WORDS } from './scope-words.ts';

export interface ConsentView {
  world: World;
  user: UserRecord;
  application: { name: string; clientId: string; redirectUri: string };
  /** What was asked for and may be given. */
  offered: readonly Scope[];
  /** What was asked for and the user's role does not include. */
  beyondRole: readonly Scope[];
  csrf: string;
  problem?: string;
}

/**
 * Asks the person. The name is the application's own; where it sends the person back is what shows who it is.
 *
 * @see MCP Security Best Practices, "Confused Deputy Problem"
 */
export function consentPage({
  world,
  user,
  application,
  offered,
  beyondRole,
  csrf,
  problem,
}: ConsentView): Html {
  const token = html`<input type="hidden" name="csrf" value="${csrf}" />`;
  const body = html`<section class="card stack">
    <div class="stack-small">
      <h1>${foreignText(application.name)} asks for access to Optimove</h1>
      <p class="hint">This name was given by the application and is not verified.</p>
    </div>
    ${problem && errorSummary([{ field: 'scope-0', message: problem }])} ${whereTo(application)}
    <form class="form" method="post">
      ${token}
      <div class="scope-groups">${offered.map(scopeGroup)} ${beyondRole.map(missingGroup)}</div>
      <div class="identity">
        <p>You are signed in as <strong>${user.name}</strong> (${user.email}).</p>
        <p class="muted">The application sees what you may see, in:</p>
        ${memberships(user, world)}
      </div>
      <div class="button-pair">
        <button class="button" type="submit" name="decision" value="deny">Deny</button>
        <button class="button button-primary" type="submit" name="decision" value="approve">Approve</button>
      </div>
    </form>
    <form method="post">
      ${token}
      <button class="button button-quiet" type="submit" name="decision" value="switch">
        Not you? Use another account
      </button>
    </form>
    <p class="card-foot">
      You can take this back at any time in your <a href="/profile/connections">profile</a>, under connected
      applications.
    </p>
  </section>`;
  return layout({ title: 'Approve access', world, body, width: 'narrow' });
}

function whereTo({ clientId, redirectUri }: ConsentView['application']): Html {
  return html`<div class="stack-small">
    <p>It sends you back to</p>
    <p class="destination"><strong>${new URL(redirectUri).host}</strong><br />${redirectUri}</p>
    ${
      isLoopback(redirectUri) &&
      notice({
        tone: 'amber',
        glyph: 'warning',
        title: 'This is a program on this computer',
        body: html`<p>Approve only if you started it yourself just now.</p>`,
      })
    }
    <p class="hint">Client ID <code>${clientId}</code></p>
  </div>`;
}

function scopeGroup(scope: Scope, index: number): Html {
  const words = SCOPE_WORDS[scope];
  const mark = EFFECT_MARKS[words.effect];
  return html`<section class="scope-group tone-${mark.tone}">
    ${glyph(mark.glyph)}
    <div>
      <h2>
        <label>
          <input type="checkbox" id="scope-${index}" name="scope" value="${scope}" checked /> ${words.title}
        </label>
      </h2>
      <ul>
        ${words.may.map((item) => html`<li>${item}</li>`)}
      </ul>
      ${words.never && html`<p><strong>${words.never}</strong></p>`}
    </div>
  </section>`;
}

function missingGroup(scope: Scope): Html {
  const { title } = SCOPE_WORDS[scope];
  return html`<section class="scope-group">
    ${glyph('minus')}
    <div>
      <h2>${title}</h2>
      <p>
        The application asked for this too, but your role does not include creating drafts. It will not be
        given.
      </p>
    </div>
  </section>`;
}
