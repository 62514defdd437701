import { DEMO_PASSWORD, USERS } from '#fixtures/users.ts';
import { VARIABLES } from '../config.ts';
import { columns } from './columns.ts';
import { rightsOf } from './tenants.ts';

const EXAMPLES = [
  ['npm run simulator', 'the demo world, until Ctrl-C'],
  [
    'npm run simulator -- --print-token marketer@lumenplay.example',
    'a token, and a line of curl that uses it',
  ],
  ['npm run simulator -- --list-tenants', 'who and what is in the world'],
  [
    'npm run simulator -- --seed 2 --clock 2026-11-22T15:04:00Z',
    'another world, at an instant of your choice',
  ],
  ['npm run simulator -- --scale large', 'megamart with 100,000 campaigns'],
  ['SIMULATOR_PORT=0 CONTROL_PORT=0 npm run simulator -- --json', 'on free ports, for programs'],
];

const ADDRESSES = [
  ['http://localhost:4320/console', 'what a marketer sees'],
  ['http://localhost:4320/api/v1', 'the tenant API; needs a token'],
  ['http://localhost:4320/current/…', "Optimove's public API; needs a key such as demo-lumenplay-admin"],
  ['http://localhost:4320/openapi.json', 'their description, to read or to make a client from'],
  ['http://localhost:4320', 'the issuer of tokens: OAuth 2.1 below /oauth/'],
  ['http://127.0.0.1:4321', 'the control API: journal, clock, faults, users, reset; only from this computer'],
];

/** What `--help` says below the options: how to begin, and what there is. */
export function helpText(): string {
  const parts: [title: string, rows: readonly (readonly string[])[]][] = [
    ['Examples', EXAMPLES],
    ['Addresses', ADDRESSES],
    [`Demo users (password ${DEMO_PASSWORD})`, USERS.map((user) => [user.email, rightsOf(user)])],
    ['Variables', Object.entries(VARIABLES).map(([name, { standard, takes }]) => [name, standard, takes])],
  ];
  return parts.map(([title, rows]) => `\n${title}:\n${columns(rows)}`).join('\n');
}
