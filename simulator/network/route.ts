import { http } from 'msw/http';
import type { HttpHandler } from 'msw/http';

type Params = Readonly<Record<string, string>>;

const REGISTERS = {
  GET: [http.get, http.head],
  POST: [http.post],
  PUT: [http.put],
  PATCH: [http.patch],
  DELETE: [http.delete],
} as const;

/**
 * Answers a method at a path. What can be read by GET can be read by HEAD, whose body is left out where the answer leaves.
 *
 * @see RFC 9110, section 9.3.2 "HEAD"
 */
export function route(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  answer: (request: Request, params: Params) => Response | Promise<Response>,
): HttpHandler[] {
  return REGISTERS[method].map((register) =>
    register(path, ({ request, params }) => answer(request, singleParams(params))),
  );
}

/** MSW gives a list for a parameter that may be repeated, and we have none. */
function singleParams(params: Readonly<Record<string, unknown>>): Params {
  const single = Object.entries(params).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(single);
}
