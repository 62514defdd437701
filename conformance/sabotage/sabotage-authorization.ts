import type { Wire } from '../define.ts';
import { rewriteResponses } from './sabotage.ts';
import type { Fetch } from '../client/wire.ts';

type WireOnly = Pick<Wire, 'fetch'>;

/** Changes authorization requests on the way in. */
export function rewriteAuthorization({ fetch }: WireOnly, change: (query: URLSearchParams) => void): Fetch {
  return async (request) => {
    const url = new URL(request.url);
    if (!url.searchParams.has('client_id') || request.method !== 'GET') return fetch(request);
    change(url.searchParams);
    return fetch(new Request(url, request));
  };
}

/** Changes forms on the way in, of those that hold `field`. */
export function rewriteForm(
  { fetch }: WireOnly,
  field: string,
  change: (form: URLSearchParams, request: Request) => void,
): Fetch {
  return async (request) => {
    if (request.method !== 'POST') return fetch(request);
    const form = new URLSearchParams(await request.clone().text());
    if (!form.has(field)) return fetch(request);
    const headers = new Headers(request.headers);
    const changed = new Request(request, { headers });
    change(form, changed);
    return fetch(new Request(changed, { method: 'POST', body: form.toString() }));
  };
}

/** Changes token requests on the way in. */
export function rewriteTokenRequest(wire: WireOnly, change: (form: URLSearchParams) => void): Fetch {
  return rewriteForm(wire, 'grant_type', change);
}

/** Changes the address by which a browser is sent back to the client. */
export function rewriteCallback(wire: WireOnly, change: (location: URL) => void): Fetch {
  return rewriteResponses(
    wire,
    () => true,
    (response) => {
      const location = new URL(response.headers.get('location') ?? 'about:blank');
      if (!location.searchParams.has('code') && !location.searchParams.has('error')) return response;
      change(location);
      const headers = new Headers(response.headers);
      headers.set('location', location.href);
      return new Response(null, { status: response.status, headers });
    },
  );
}

/** Changes the pages that people see. */
export function rewritePages(
  wire: WireOnly,
  change: (page: { html: string; headers: Headers; status: number }, request: Request) => void,
): Fetch {
  return rewriteResponses(
    wire,
    (_url, request) => request.headers.get('accept') === 'text/html',
    async (response, request) => {
      if (response.headers.has('location')) return response;
      const page = {
        html: await response.text(),
        headers: new Headers(response.headers),
        status: response.status,
      };
      change(page, request);
      return new Response(page.html, { status: page.status, headers: page.headers });
    },
  );
}
