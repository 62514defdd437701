import { join } from 'node:path';
import { program } from '../packages.ts';
import { writeJson } from './rows.ts';
import type { Server } from './server.ts';

/** The data in one JSON file, as its README shows it. */
export const jsonServer: Server = {
  name: 'json-server',
  async prepare({ rows, middle, port, folder }) {
    const file = join(folder, 'db.json');
    await writeJson(file, '{"campaigns":[', rows(), ']}');
    const url = `http://127.0.0.1:${port}/campaigns`;
    return {
      command: [program('json-server'), '--host', '127.0.0.1', '--port', String(port), '--quiet', file],
      page: `${url}?_page=1&_limit=25`,
      item: `${url}/${middle}`,
    };
  },
};
