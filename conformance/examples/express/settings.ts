const { env } = process;

export const CONNECTOR_PORT = env['CONNECTOR_PORT'] ?? '4310';
/** Where MCP clients reach the connector: the audience of their tokens. */
export const CONNECTOR_URL = env['CONNECTOR_PUBLIC_URL'] ?? `http://localhost:${CONNECTOR_PORT}/mcp`;
export const API_URL = env['OPTIMOVE_API_URL'] ?? 'http://localhost:4320';
export const ISSUER = env['OPTIMOVE_ISSUER'] ?? API_URL;
