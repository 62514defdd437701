type Fetch = (request: Request) => Promise<Response>;

/** A request that was about to leave for somewhere else than where the connector may talk to. */
export class ForeignOrigin extends Error {
  override readonly name = 'ForeignOrigin';
}

/**
 * Sends requests to the origins of `urls` and to nowhere else: anything else throws before a socket opens, and a redirect comes
 * back as the answer that it is.
 *
 * @see Optimove MCP Connector, "Data handling and privacy"
 */
export function onlyTo(urls: readonly string[], fetch: Fetch): Fetch {
  const origins = new Set(urls.map((url) => new URL(url).origin));
  return async (request) => {
    if (!origins.has(new URL(request.url).origin)) {
      throw new ForeignOrigin('The connector sends requests to the tenant API and the issuer only.');
    }
    return fetch(request.redirect === 'manual' ? request : new Request(request, { redirect: 'manual' }));
  };
}
