/**
 * The same request, addressed to `origin`: over a socket the simulator is reached by several names (127.0.0.1, localhost, a
 * container's name), and it answers as the one that it calls itself.
 */
export function onOrigin(origin: string, request: Request): Request {
  const url = new URL(request.url);
  if (url.origin === origin) return request;
  const { method, headers, body, signal } = request;
  return new Request(origin + url.pathname + url.search, {
    method,
    headers,
    signal,
    ...(body && { body, duplex: 'half' }),
  });
}

/** The request that `fetch` would send, where a path alone is one of `origin`. */
export function requestOf(origin: string, input: string | URL | Request, init?: RequestInit): Request {
  if (typeof input === 'string' || input instanceof URL) return new Request(new URL(input, origin), init);
  // A request that came over a socket is one of another make, which cannot be copied.
  return init === undefined ? input : new Request(input, init);
}
