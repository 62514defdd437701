import { html } from 'hono/html';
import type { SignedIn } from '../../ports.ts';
import type { Html } from '../define.ts';
import { glyph } from './glyph.ts';

/** Who is signed in and with which role, the way to the profile, and out. */
export function accountMenu({ user, csrf }: SignedIn, tenant: string | undefined): Html {
  const role = user.memberships.find((membership) => membership.tenant === tenant)?.role;
  return html`<details class="menu menu-end" data-menu>
    <summary class="account">
      <span class="visually-hidden">Account:</span>
      <span class="account-name">${user.name}</span>
      ${role && html`<span class="account-role">${role}</span>`} ${glyph('chevron')}
    </summary>
    <div class="menu-panel">
      <p class="menu-text"><strong>${user.name}</strong><br />${user.email}</p>
      <ul>
        <li><a href="/profile">Profile and connected applications</a></li>
      </ul>
      <form method="post" action="/sign-out">
        <input type="hidden" name="csrf" value="${csrf}" />
        <button class="menu-button" type="submit">Sign out</button>
      </form>
    </div>
  </details>`;
}
