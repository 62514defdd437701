import type { PageContext } from '../../pages/define.ts';
import type { Doer } from '../../tenant/acts/define.ts';

/** The person at the console as one who acts. */
export function doerOf({ world, signedIn: { user } }: PageContext, endpoint: string): Doer {
  return { world, user, clientId: null, endpoint, via: 'console' };
}
