import { html } from 'hono/html';
import { ROLE_PERMISSIONS } from '#contract/permissions.ts';
import type { SignedIn } from '../../ports.ts';
import { COLLECTION_NAMES } from './collection-names.ts';
import type { Html } from '../define.ts';
import type { Nav } from '../layout.ts';

const GROUPS = [
  { label: 'Orchestrate', collections: ['campaigns', 'journeys', 'streams', 'triggers'] },
  { label: 'Audiences', collections: ['segments', 'target-groups'] },
  { label: 'Content', collections: ['promotions', 'templates', 'channels'] },
] as const;

/** The places of one tenant's console: a column beside the page, a strip above it on small screens. */
export function sideNavigation({ tenant, current }: Nav, signedIn: SignedIn | undefined): Html {
  const role = signedIn?.user.memberships.find((membership) => membership.tenant === tenant.id)?.role;
  const mayReadPlatform = role !== undefined && ROLE_PERMISSIONS[role].includes('platform.read');
  const root = `/console/tenants/${encodeURIComponent(tenant.id)}`;
  return html`<nav class="side" aria-label="${tenant.name}">
    <ul>
      ${link(root, 'Overview', current === 'overview')}
      ${link(`${root}/dashboard`, 'Dashboard', current === 'dashboard')}
      ${link(`${root}/drafts`, 'Drafts', current === 'drafts')}
      ${mayReadPlatform && link(`${root}/mission-control`, 'Mission Control', current === 'mission-control')}
    </ul>
    ${GROUPS.map(
      ({ label, collections }) =>
        html`<p class="side-label" id="side-${label}">${label}</p>
          <ul aria-labelledby="side-${label}">
            ${collections.map((name) => link(`${root}/${name}`, COLLECTION_NAMES[name].many, current === name))}
          </ul>`,
    )}
  </nav>`;
}

function link(href: string, label: string, here: boolean): Html {
  return html`<li><a href="${href}" ${here ? html`aria-current="page"` : ''}>${label}</a></li>`;
}
