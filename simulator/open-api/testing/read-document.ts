import type { OpenApi } from '../json-schema.ts';

/** The document as it is published. */
export async function readDocument(simulator: { fetch(path: string): Promise<Response> }): Promise<OpenApi> {
  const origin = 'http://localhost:4320';
  const response = await simulator.fetch(`${origin}/openapi.json`);
  // The linter's test holds it against the specification.
  const document: OpenApi = JSON.parse(await response.text());
  return document;
}
