import { definePage } from '../pages/define.ts';
import { membershipOf } from '../tenant/visibility.ts';
import { notFoundPage } from './not-found.ts';
import { consolePath } from './place.ts';

export default definePage({
  method: 'GET',
  path: '/console',
  async handle(context) {
    const { user } = context.signedIn;
    const first = user.memberships.find(({ tenant }) => membershipOf(user, tenant));
    if (!first) return notFoundPage(context);
    return new Response(null, {
      status: 302,
      headers: { location: consolePath(first.tenant), 'cache-control': 'no-store' },
    });
  },
});
