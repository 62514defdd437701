/** An answer that no cache may keep, as every answer of an OAuth endpoint is. */
export function jsonAnswer(status: number, body: Readonly<Record<string, unknown>>): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

/** @see RFC 6749, section 5.2 "Error Response" */
export function oauthError(status: 400 | 401 | 404 | 413, error: string, description: string): Response {
  return jsonAnswer(status, { error, error_description: description });
}

/** The first parameter of a form that is there more than once, which no OAuth endpoint may accept. */
export function repeatedParameter(form: URLSearchParams): string | undefined {
  return [...form.keys()].find((name, index, names) => names.indexOf(name) !== index);
}

export function repeatedParameterError(name: string): Response {
  return oauthError(400, 'invalid_request', `The parameter ${name} may be given only once.`);
}
