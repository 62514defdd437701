import { html } from 'hono/html';
import { COLLECTION_NAMES } from './collection-names.ts';
import type { Html } from '../define.ts';
import type { Nav } from '../layout.ts';

const GROUPS = [
  { label: 'Orchestrate', collections: ['campaigns', 'journeys', 'streams', 'triggers'] },
  { label: 'Audiences', collections: ['segments', 'target-groups'] },
  { label: 'Content', collections: ['promotions', 'templates', 'channels'] },
] as const;

/** The places of one tenant's console: a column beside the page, a strip above it on small screens. */
export function sideNavigation({ tenant, current }: Nav): Html {
  const root = `/console/tenants/${encodeURIComponent(tenant.id)}`;
  return html`<nav class="side" aria-label="${tenant.name}">
    <ul>
      ${link(root, 'Overview', current === 'overview')}
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
