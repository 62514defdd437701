import { join } from 'node:path';
import { program } from '../packages.ts';
import { writeJson } from './rows.ts';
import type { Server } from './server.ts';

/** Stands where the rows go. */
const ROWS = 'rows, one by one';
const UUID = '00000000-0000-4000-8000-00000000000';

/** The data in a data bucket behind a CRUD route, as its documentation shows it. */
export const mockoon: Server = {
  name: '@mockoon/cli',
  async prepare({ rows, middle, port, folder }) {
    const file = join(folder, 'environment.json');
    const [before = '', after = ''] = JSON.stringify(environment(port)).split(ROWS);
    // The bucket is a text inside the file: JSON within JSON.
    await writeJson(file, `${before}[`, rows(), `]${after}`, (text) => JSON.stringify(text).slice(1, -1));
    const url = `http://127.0.0.1:${port}/campaigns`;
    return {
      command: [program('mockoon-cli'), 'start', '--data', file, '--disable-log-to-file', '--repair'],
      page: `${url}?page=1&limit=25`,
      item: `${url}/${middle}`,
    };
  },
};

function environment(port: number): object {
  return {
    uuid: `${UUID}1`,
    lastMigration: 33,
    name: 'Campaigns',
    endpointPrefix: '',
    latency: 0,
    port,
    hostname: '127.0.0.1',
    folders: [],
    routes: [
      {
        uuid: `${UUID}2`,
        type: 'crud',
        documentation: '',
        method: '',
        endpoint: 'campaigns',
        responses: [
          {
            uuid: `${UUID}3`,
            body: '{}',
            latency: 0,
            statusCode: 200,
            label: '',
            headers: [],
            bodyType: 'DATABUCKET',
            filePath: '',
            databucketID: 'rows',
            sendFileAsBody: false,
            rules: [],
            rulesOperator: 'OR',
            disableTemplating: true,
            fallbackTo404: false,
            default: true,
            crudKey: 'id',
            callbacks: [],
          },
        ],
        responseMode: null,
      },
    ],
    rootChildren: [{ type: 'route', uuid: `${UUID}2` }],
    proxyMode: false,
    proxyHost: '',
    proxyRemovePrefix: false,
    tlsOptions: {
      enabled: false,
      type: 'CERT',
      pfxPath: '',
      certPath: '',
      keyPath: '',
      caPath: '',
      passphrase: '',
    },
    cors: false,
    headers: [{ key: 'Content-Type', value: 'application/json' }],
    proxyReqHeaders: [],
    proxyResHeaders: [],
    data: [{ uuid: `${UUID}4`, id: 'rows', name: 'campaigns', documentation: '', value: ROWS }],
    callbacks: [],
  };
}
