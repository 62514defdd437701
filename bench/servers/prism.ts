import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { program } from '../packages.ts';
import { firstOf } from './rows.ts';
import type { Server } from './server.ts';

function answer(schema: object, example: unknown): object {
  return { responses: { 200: { description: 'OK', content: { 'application/json': { schema, example } } } } };
}

/** It holds no data: the page and the campaign are examples of an OpenAPI document, the same at every scale. */
export const prism: Server = {
  name: '@stoplight/prism-cli',
  async prepare({ rows, port, folder }) {
    const file = join(folder, 'openapi.json');
    const page = firstOf(rows(), 25);
    const integer = { type: 'integer' };
    const document = {
      openapi: '3.1.0',
      info: { title: 'Campaigns', version: '1' },
      paths: {
        '/campaigns': {
          get: {
            parameters: ['page', 'limit'].map((name) => ({ name, in: 'query', schema: integer })),
            ...answer({ type: 'array', items: { type: 'object' } }, page),
          },
        },
        '/campaigns/{id}': {
          get: {
            parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
            ...answer({ type: 'object' }, page[0]),
          },
        },
      },
    };
    await writeFile(file, JSON.stringify(document));
    const url = `http://127.0.0.1:${port}/campaigns`;
    return {
      command: [
        program('prism'),
        'mock',
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        '--verboseLevel',
        'silent',
        file,
      ],
      page: `${url}?page=1&limit=25`,
      item: `${url}/${page[0]?.id ?? ''}`,
    };
  },
};
