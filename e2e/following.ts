const MOST_REDIRECTS = 20;

/** Follows redirects as `fetch` does where a request asks for it: what a connector would do on a network is seen without one. */
export function following(reach: (request: Request) => Promise<Response>) {
  return async (asked: Request): Promise<Response> => {
    let request = asked;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const again = request.clone();
      const response = await reach(request);
      const location = response.headers.get('location');
      if (asked.redirect !== 'follow' || location === null || response.status < 300 || response.status > 399)
        return response;
      const url = new URL(location, request.url);
      const keepsMethod = response.status >= 307 || request.method === 'GET';
      request = keepsMethod ? new Request(url, again) : new Request(url, { headers: again.headers });
    }
    throw new TypeError('Too many redirects.');
  };
}
