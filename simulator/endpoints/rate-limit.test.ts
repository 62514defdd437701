import { describe, expect, test } from 'vitest';
import { apiErrorSchema } from '#contract/api-error.ts';
import { createTinySimulator, getAs } from '../testing/tiny-simulator.ts';

const ANA = 'ana@one.example';

describe('rate limit of the tenant API', () => {
  test('refuses a user who asks too often, says how long to wait, and goes on serving others', async () => {
    const simulator = await createTinySimulator({ rateLimit: { calls: 2, seconds: 10 } });
    const [first, second] = simulator.world.users.all();

    const statuses: number[] = [];
    for (let time = 0; time < 3; time++) {
      statuses.push((await getAs(simulator, first?.email ?? ANA, '/me')).status);
    }
    const refused = await getAs(simulator, first?.email ?? ANA, '/me');
    const other = await getAs(simulator, second?.email ?? ANA, '/me');

    expect(statuses).toEqual([200, 200, 429]);
    const { error } = apiErrorSchema.parse(await refused.json());
    expect(error.code).toBe('rate_limited');
    expect(refused.headers.get('retry-after')).toBe(String(error.details?.retry_after_seconds));
    expect(other.status).toBe(200);
  });

  test('writes refused requests into the journal', async () => {
    const simulator = await createTinySimulator({ rateLimit: { calls: 1, seconds: 10 } });
    const [user] = simulator.world.users.all();

    await getAs(simulator, user?.email ?? ANA, '/me');
    await getAs(simulator, user?.email ?? ANA, '/me');

    expect(simulator.world.journal.read({}).entries.map(({ status }) => status)).toEqual([200, 429]);
  });
});
