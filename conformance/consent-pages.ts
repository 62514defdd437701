import { parse } from 'node-html-parser';
import type { HTMLElement } from 'node-html-parser';
import { CookieJar } from 'tough-cookie';
import type { Fetch } from './wire.ts';

const MAX_STEPS = 15;

export interface Credentials {
  email: string;
  password: string;
}

export interface Walk {
  /** Where the authorization server sent the browser in the end; null when it never came back to the client. */
  callback: URL | null;
  /** The text of each page on the way, scripts and styles left out. */
  pages: { kind: 'sign-in' | 'consent' | 'other'; status: number; text: string }[];
}

/** Goes through sign-in and consent as a person without JavaScript does: fills the forms, presses the button. */
export async function walkConsentPages(options: {
  fetch: Fetch;
  start: URL;
  redirectUri: string;
  credentials: Credentials;
  press?: RegExp;
}): Promise<Walk> {
  const { fetch, start, redirectUri, credentials, press = /approve/iu } = options;
  const jar = new CookieJar();
  const pages: Walk['pages'] = [];
  let request = new Request(start, { redirect: 'manual' });
  for (let step = 0; step < MAX_STEPS; step += 1) {
    request.headers.set('cookie', await jar.getCookieString(request.url));
    request.headers.set('accept', 'text/html');
    const response = await fetch(request);
    for (const cookie of response.headers.getSetCookie())
      await jar.setCookie(cookie, request.url, { ignoreError: true });

    const location = response.headers.get('location');
    if (location !== null) {
      const next = new URL(location, request.url);
      if (next.href.startsWith(redirectUri)) return { callback: next, pages };
      request = new Request(next, { redirect: 'manual' });
      continue;
    }
    const page = parse(await response.text());
    const form = formOn(page, press);
    pages.push({ kind: form.kind, status: response.status, text: textOf(page) });
    const stuck =
      form.kind === 'other' ||
      (form.kind === 'sign-in' && pages.filter(({ kind }) => kind === 'sign-in').length > 1);
    if (stuck) return { callback: null, pages };
    request = submission(form, new URL(request.url), credentials);
  }
  return { callback: null, pages };
}

type FormOnPage =
  | { kind: 'sign-in' | 'consent'; form: HTMLElement; button: HTMLElement | null }
  | { kind: 'other' };

function formOn(page: HTMLElement, press: RegExp): FormOnPage {
  for (const form of page.querySelectorAll('form')) {
    const buttons = form.querySelectorAll('button, input[type=submit]');
    if (form.querySelector('input[type=password]') !== null) {
      return { kind: 'sign-in', form, button: buttons[0] ?? null };
    }
    const button = buttons.find((one) => press.test(`${one.text} ${one.getAttribute('value') ?? ''}`));
    if (button !== undefined) return { kind: 'consent', form, button };
  }
  return { kind: 'other' };
}

function submission(
  found: Exclude<FormOnPage, { kind: 'other' }>,
  page: URL,
  credentials: Credentials,
): Request {
  const { form, button } = found;
  const body = new URLSearchParams();
  for (const input of form.querySelectorAll('input, select')) {
    const name = input.getAttribute('name');
    const type = (input.getAttribute('type') ?? 'text').toLowerCase();
    if (name === undefined || type === 'submit') continue;
    if ((type === 'checkbox' || type === 'radio') && !input.hasAttribute('checked')) continue;
    body.append(name, valueOf(input, type, credentials));
  }
  const name = button?.getAttribute('name');
  if (name !== undefined) body.append(name, button?.getAttribute('value') ?? '');
  const action = button?.getAttribute('formaction') ?? form.getAttribute('action') ?? page.href;
  return new Request(new URL(action, page), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: page.origin },
    body: body.toString(),
  });
}

function valueOf(input: HTMLElement, type: string, { email, password }: Credentials): string {
  if (type === 'password') return password;
  if (type === 'email' || (type === 'text' && input.tagName === 'INPUT')) return email;
  if (input.tagName === 'SELECT') {
    const option = input.querySelector('option[selected]') ?? input.querySelector('option');
    return option?.getAttribute('value') ?? option?.text ?? '';
  }
  return input.getAttribute('value') ?? (type === 'checkbox' ? 'on' : '');
}

function textOf(page: HTMLElement): string {
  for (const element of page.querySelectorAll('script, style')) element.remove();
  return page.structuredText.replaceAll(/\s+/gu, ' ').trim();
}
