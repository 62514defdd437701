import { Problem } from './call.ts';

/**
 * Refuses what a web page elsewhere could send: a name that was made to point here, a request from another origin, and what a
 * browser says was caused by another site, links to our pages aside.
 *
 * @see Fetch Metadata Request Headers, section 2
 */
export function strangerProblem(request: Request): Problem | null {
  const url = new URL(request.url);
  if (!['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) {
    return new Problem(403, 'The control API answers only to localhost, 127.0.0.1 and [::1].');
  }
  const { headers, method } = request;
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site') ?? 'none';
  const isLink = method === 'GET' && headers.get('sec-fetch-dest') === 'document';
  const isForeign = !['same-origin', 'none'].includes(site) && !isLink;
  return (origin === null || origin === url.origin) && !isForeign
    ? null
    : new Problem(403, 'The control API does not answer to pages of another origin.');
}
