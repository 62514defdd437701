import { html } from 'hono/html';
import type { TenantFacts, UserRecord } from '#fixtures/world-data.ts';
import type { World } from '../../ports.ts';
import type { Html } from '../define.ts';
import { glyph } from './glyph.ts';

/** The tenant shown; a menu of plain links where the user belongs to more than one. */
export function tenantMenu(world: World, user: UserRecord, current: TenantFacts): Html {
  const tenants = user.memberships.flatMap(({ tenant }) => world.tenant(tenant)?.facts ?? []);
  if (tenants.length < 2) return html`<span class="tenant">${current.name}</span>`;
  return html`<details class="menu" data-menu>
    <summary class="tenant">
      <span class="visually-hidden">Tenant:</span> ${current.name} ${glyph('chevron')}
    </summary>
    <nav class="menu-panel" aria-label="Tenants">
      <ul>
        ${tenants.map(
          ({ id, name, region }) =>
            html`<li>
              <a
                href="/console/tenants/${encodeURIComponent(id)}"
                ${id === current.id ? html`aria-current="true"` : ''}
                >${name} <span class="menu-note">${region.toUpperCase()}</span></a
              >
            </li>`,
        )}
      </ul>
    </nav>
  </details>`;
}
