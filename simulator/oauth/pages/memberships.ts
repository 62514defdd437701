import { html } from 'hono/html';
import type { UserRecord } from '#fixtures/world-data.ts';
import type { Html } from '../../pages/define.ts';
import type { World } from '../../ports.ts';

/** The tenants of a user, each with role and brands. */
export function memberships(user: UserRecord, world: World): Html {
  return html`<ul>
    ${user.memberships.map(({ tenant, role, brands }) => {
      const facts = world.tenant(tenant)?.facts;
      const names = brands.map((key) => facts?.brands.find((brand) => brand.key === key)?.name ?? key);
      return html`<li>
        <strong>${facts?.name ?? tenant}</strong>, ${role}:
        ${names.length === 0 ? 'no brand' : names.join(', ')}
      </li>`;
    })}
  </ul>`;
}
