import { timingSafeEqual } from 'node:crypto';
import type { SignedIn } from '../ports.ts';
import { boundedBody } from './bounded-body.ts';

/** Whether a page of ours sent a form, as far as the browser says. `Origin: null` is not one. */
export function isFromOurPage(headers: Headers, ourOrigin: string): boolean {
  const site = headers.get('sec-fetch-site') ?? 'same-origin';
  const origin = headers.get('origin') ?? ourOrigin;
  return (site === 'same-origin' || site === 'none') && origin === ourOrigin;
}

/** Compares tokens in a time that tells nothing of them. */
export function isSameToken(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** What a signed-in person sent by a form of ours; null for a form of anybody else, or one that is too large. */
export async function postedForm(request: Request, { csrf }: SignedIn): Promise<URLSearchParams | null> {
  if (!isFromOurPage(request.headers, new URL(request.url).origin)) return null;
  const body = await boundedBody(request);
  if (body === null) return null;
  const form = new URLSearchParams(new TextDecoder().decode(body));
  return isSameToken(form.get('csrf') ?? '', csrf) ? form : null;
}
