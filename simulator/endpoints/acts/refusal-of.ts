import type { Collections } from '#fixtures/world-data.ts';
import type { Obstacle } from '../../tenant/acts/obstacle.ts';
import type { TenantCall } from '../define.ts';
import { consoleUrl } from '../listing/envelope.ts';
import { invalidBody, notFound, Refusal } from '../refusal.ts';

/** How the API says that an act was not done. */
export function refusalOf(
  { reason, message, details }: Obstacle,
  call: TenantCall,
  collection: keyof Collections,
): Refusal {
  const { possible, problems = [], existing } = details;
  switch (reason) {
    case 'missing':
      return notFound();
    case 'permission':
      return new Refusal('forbidden', message);
    case 'input':
      return invalidBody(problems);
    case 'conflict':
      return new Refusal('conflict', message, possible && { details: { possible_acts: [...possible] } });
    case 'name_taken': {
      const { status } = existing ?? {};
      return new Refusal('name_taken', message, {
        details: {
          parameter: 'name',
          ...(existing &&
            status !== undefined && {
              existing: {
                id: existing.id,
                name: existing.name,
                status,
                url: consoleUrl(call, collection, existing.id),
              },
            }),
        },
      });
    }
  }
}
