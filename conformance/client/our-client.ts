/** What the suite calls itself: like any host, so that a connector cannot behave for its sake. */
export const OUR_CLIENT = { name: 'mcp-host', title: 'MCP host', version: '1.0.0' };
