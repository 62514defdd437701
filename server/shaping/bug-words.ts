/** What an unexpected failure says: an id, and where to report it. @see Optimove MCP Connector, "Support" */
export function bugWords(id: string): string {
  return `The connector failed by a mistake of its own. Report the id ${id} at support.optimove.com with the tag mcp-connector.`;
}
