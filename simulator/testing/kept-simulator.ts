import { openSimulator } from '../app.ts';
import { nameTokens } from './tiny-simulator.ts';

/**
 * A program: the simulator over a data folder, on free ports or a given one, which takes `drafter:EMAIL` for a token of the tenant API. It prints
 * one line of JSON when it is ready, and is made to be killed.
 */
const [folder = '', port = '0'] = process.argv.slice(2);

const { simulator, controlUrl } = await openSimulator(
  { host: '127.0.0.1', port: Number(port), controlPort: 0 },
  {
    data: folder,
    mcpResource: 'http://localhost:4310/mcp',
    connectorJwksUrl: 'http://localhost:4310/.well-known/jwks.json',
    refreshGraceSeconds: 0,
    extraRedirectUris: [],
  },
);
const names = nameTokens(simulator.world);
Object.assign(simulator.authorizationServer, { principal: (bearer: string) => names.principal(bearer) });
process.stdout.write(`${JSON.stringify({ origin: simulator.origin, control: controlUrl })}\n`);
