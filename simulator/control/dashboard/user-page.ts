import { html } from 'hono/html';
import { ROLES } from '#contract/permissions.ts';
import type { UserRecord } from '#fixtures/world-data.ts';
import { select } from '../../pages/components/field.ts';
import { pageHeader } from '../../pages/components/page-header.ts';
import { foreignText } from '../../pages/components/text.ts';
import { inWords } from '../../pages/components/words.ts';
import type { Html } from '../../pages/define.ts';
import { Problem } from '../call.ts';
import { userNamed } from '../people.ts';
import { changeUser } from '../users.ts';
import { frame } from './frame.ts';
import type { DashboardPage, Visit } from './page.ts';

/** The rights of one user, which hold in all of the user's tenants. */
export const userPage: DashboardPage = {
  path: '/dashboard/users/:id',
  show(visit) {
    const user = userNamed(visit.world, visit.params['id'] ?? '', 'id');
    if (user instanceof Problem) return new Problem(404, 'There is no such user.');
    return frame(visit, {
      title: user.email,
      place: 'users',
      body: html`${pageHeader({
        breadcrumb: [{ href: `${visit.base}/dashboard/users`, label: 'Users' }],
        heading: foreignText(user.email),
        meta: [foreignText(user.name), user.memberships.map(({ tenant }) => tenant).join(', ')],
      })}
      ${rights(visit, user)}`,
    });
  },
  send(visit, form) {
    return changeUser.run(
      { ...visit, params: { email: visit.params['id'] ?? '' } },
      { role: form.get('role'), brands: form.getAll('brand'), disabled: form.get('disabled') === 'yes' },
    );
  },
};

function rights({ world }: Visit, { memberships, disabled }: UserRecord): Html {
  const own = new Set(memberships.flatMap(({ brands }) => brands));
  const brands = memberships.flatMap(({ tenant }) => world.tenant(tenant)?.facts.brands ?? []);
  return html`<form class="form form-narrow" method="post">
    ${select({
      name: 'role',
      label: 'Role',
      chosen: memberships[0]?.role ?? '',
      options: ROLES.map((role) => [role, inWords(role)] as const),
    })}
    <fieldset class="field">
      <legend>Brands</legend>
      ${brands.map(
        ({ key, name }) =>
          html`<label
            ><input type="checkbox" name="brand" value="${key}" ${own.has(key) && 'checked'} />
            ${foreignText(name)}</label
          >`,
      )}
    </fieldset>
    <div class="field">
      <label
        ><input type="checkbox" name="disabled" value="yes" ${disabled && 'checked'} /> Disabled: may not sign
        in, and what was granted ends</label
      >
    </div>
    <div class="actions">
      <button class="button button-primary" type="submit">Change these rights</button>
    </div>
  </form>`;
}
