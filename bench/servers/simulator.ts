import { z } from 'zod';
import type { Server } from './server.ts';

const CONTROL_PORT = 4_391;
const tokenSchema = z.object({ token: z.string() });

/** Ours, with its default settings but for the rate limit: tokens are checked, answers validated, every request is in the journal. */
export const simulator: Server = {
  name: 'simulator',
  async prepare({ middle, scale, port }) {
    const url = `http://127.0.0.1:${port}/api/v1/tenants/megamart/campaigns`;
    return {
      command: ['simulator/main.ts', '--scale', scale, '--json'],
      variables: { SIMULATOR_PORT: String(port), CONTROL_PORT: String(CONTROL_PORT), RATE_LIMIT: 'off' },
      page: `${url}?limit=25`,
      item: `${url}/${middle}`,
      async headers() {
        const answer = await fetch(`http://127.0.0.1:${CONTROL_PORT}/tokens`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ user: 'admin@megamart.example' }),
        });
        return { authorization: `Bearer ${tokenSchema.parse(await answer.json()).token}` };
      },
    };
  },
};
