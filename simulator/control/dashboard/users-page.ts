import { html } from 'hono/html';
import { counted } from '../../pages/components/number.ts';
import { pageHeader } from '../../pages/components/page-header.ts';
import { table } from '../../pages/components/table.ts';
import { foreignText } from '../../pages/components/text.ts';
import { frame } from './frame.ts';
import type { DashboardPage } from './page.ts';

/** Who there is, with which rights. */
export const usersPage: DashboardPage = {
  path: '/dashboard/users',
  show(visit) {
    const { world, base } = visit;
    const users = world.users.all();
    return frame(visit, {
      title: 'Users',
      place: 'users',
      body: html`${pageHeader({ heading: 'Users', meta: [counted(users.length, 'user')] })}
      ${table({
        caption: 'Rights are read at every call: a change counts at once.',
        rows: users,
        columns: [
          {
            head: 'User',
            kind: 'name',
            cell: ({ id, name, email }) =>
              html`<a href="${base}/dashboard/users/${encodeURIComponent(id)}">${foreignText(email)}</a>
                <span class="row-note">${foreignText(name)}</span>`,
          },
          {
            head: 'Role',
            cell: ({ memberships }) => [...new Set(memberships.map(({ role }) => role))].join(', '),
          },
          { head: 'Tenants', cell: ({ memberships }) => memberships.map(({ tenant }) => tenant).join(', ') },
          {
            head: 'Brands',
            cell: ({ memberships }) => foreignText(memberships.flatMap(({ brands }) => brands).join(', ')),
          },
          { head: 'State', cell: ({ disabled }) => (disabled ? 'Disabled' : 'Active') },
        ],
      })}`,
    });
  },
};
