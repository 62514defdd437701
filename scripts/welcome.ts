import { styleText } from 'node:util';
import { DEMO_PASSWORD } from '#fixtures/users.ts';
import { demoUsers } from './demo-users.ts';

/** Where everything is, as the ready line of `npm start -- --json` says it. */
export interface Addresses {
  connector: string;
  simulator: string;
  control: string | null;
  issuer: string;
  /** The file with the authority that clients have to trust, where everything is served over HTTPS. */
  ca?: string;
}

/** What `npm start` prints for a person; at most 80 columns wide with the standard ports. Colour where `stream` shows it. */
export function welcome(addresses: Addresses, seconds: number, stream: NodeJS.WriteStream): string {
  const strong = (text: string) => styleText('bold', text, { stream });
  const faint = (text: string) => styleText('dim', text, { stream });
  const link = (text: string) => styleText('cyan', text, { stream });
  const { connector, simulator, control, ca } = addresses;

  const places = [
    ['Connector', connector, 'the MCP endpoint'],
    ['Console', simulator, "the marketer's Optimove"],
    ['Control', control ?? 'off', 'journal, clock, users, world'],
  ];
  const settings = ca === undefined ? [] : [`NODE_EXTRA_CA_CERTS=${ca}`, `CONNECTOR_PUBLIC_URL=${connector}`];
  const clients = [
    ['Claude Code', `claude mcp add --transport http optimove ${connector}`],
    ['Cursor, in .cursor/mcp.json', JSON.stringify({ mcpServers: { optimove: { url: connector } } })],
    [
      'VS Code, in .vscode/mcp.json',
      JSON.stringify({ servers: { optimove: { type: 'http', url: connector } } }),
    ],
    ['MCP Inspector', [...settings, 'npm run inspect'].join(' ')],
  ];

  return [
    `${strong('Optimove, simulated, and its MCP connector')}  ${faint(`ready in ${seconds.toFixed(1)} s`)}`,
    '',
    ...places.map(
      ([name = '', url = '', note = '']) => `  ${name.padEnd(10)} ${link(url.padEnd(27))} ${faint(note)}`,
    ),
    '',
    `${strong('Sign in')} ${faint(`with the password ${DEMO_PASSWORD}`)}`,
    ...demoUsers().map(({ email, may }) => `  ${email.padEnd(31)} ${faint(may)}`),
    '',
    ...(ca === undefined
      ? []
      : [
          `${strong('Trust')} ${faint('this authority first; Node.js clients do by NODE_EXTRA_CA_CERTS=FILE')}`,
          `  ${ca}`,
          '',
        ]),
    strong('Connect a client'),
    ...clients.flatMap(([client = '', line = '']) => [`  ${faint(client)}`, `    ${line}`]),
    '',
    faint('Ctrl-C stops both.'),
  ].join('\n');
}
