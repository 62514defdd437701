const HEADERS = {
  'content-type': 'text/html',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

/** A page that nobody can frame, keep or learn the address of. */
export function page(status: number, body: string, cookies: Record<string, string> = {}): Response {
  const headers = new Headers(HEADERS);
  for (const [name, value] of Object.entries(cookies))
    headers.append('set-cookie', `__Host-${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax`);
  return new Response(`<!doctype html><title>Sound</title>${body}`, { status, headers });
}

export function oauthError(status: number, error: string): Response {
  return Response.json({ error }, { status, headers: { 'cache-control': 'no-store' } });
}

export function cookieOf(request: Request, name: string): string {
  return new RegExp(`__Host-${name}=([^;]*)`, 'u').exec(request.headers.get('cookie') ?? '')?.[1] ?? '';
}

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => `&#${character.codePointAt(0)};`);
}

export function hiddenField(name: string, value: string): string {
  return `<input type="hidden" name="${name}" value="${escaped(value)}">`;
}

export async function formOf(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams(await request.text());
}

/** A parameter may be there once. */
export function repeats(form: URLSearchParams): boolean {
  return new Set(form.keys()).size < [...form.keys()].length;
}

/** What is asked for has no page, or not in this browser. */
export function over(): Response {
  return page(400, '<h1>This sign-in is over.</h1>');
}
