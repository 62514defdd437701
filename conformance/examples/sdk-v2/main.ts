import { serve } from '@hono/node-server';
import { createConnector } from './connector.ts';

const { CONNECTOR_PORT = '4310', OPTIMOVE_API_URL = 'http://localhost:4320' } = process.env;
const { CONNECTOR_PUBLIC_URL = `http://localhost:${CONNECTOR_PORT}/mcp` } = process.env;
const { OPTIMOVE_ISSUER = OPTIMOVE_API_URL } = process.env;

const connector = await createConnector({
  publicUrl: CONNECTOR_PUBLIC_URL,
  apiUrl: OPTIMOVE_API_URL,
  issuer: OPTIMOVE_ISSUER,
  fetch: async (request) => fetch(request),
  audit: (entry) => console.log(JSON.stringify(entry)),
});
serve({ fetch: connector, port: Number(CONNECTOR_PORT), hostname: '127.0.0.1' }, () => {
  console.log(`MCP at ${CONNECTOR_PUBLIC_URL}`);
});
