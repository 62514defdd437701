import { parse } from 'node-html-parser';
import type { HTMLElement } from 'node-html-parser';
import { Browser } from './browser.ts';
import type { Visit } from './browser.ts';
import type { Fetch } from './wire.ts';

const MOST_PAGES = 6;

export interface Credentials {
  email: string;
  password: string;
}

/** A form as a person leaves it, before it is sent. */
export interface FilledForm {
  page: URL;
  action: URL;
  fields: URLSearchParams;
  /** Names of the fields that nobody fills in. */
  hidden: readonly string[];
}

export interface Walk {
  /** Where the authorization server sent the browser in the end; null when it never came back to the client. */
  callback: URL | null;
  /** The text of each page on the way, scripts and styles left out. */
  pages: { kind: 'sign-in' | 'consent' | 'other'; status: number; text: string; visit: Visit }[];
  visits: Visit[];
  browser: Browser;
  /** The form on the page where the walk was to stop. */
  form: FilledForm | null;
}

export interface WalkOptions {
  fetch: Fetch;
  start: URL;
  redirectUri: string;
  credentials: Credentials;
  press?: RegExp;
  /** A new one when left out. */
  browser?: Browser;
  /** Stops before the form of this page is sent. */
  until?: 'sign-in' | 'consent';
}

/** Goes through sign-in and consent as a person without JavaScript does: fills the forms, presses the button. */
export async function walkConsentPages(options: WalkOptions): Promise<Walk> {
  const { fetch, start, redirectUri, credentials, press = /approve/iu, until } = options;
  const walk: Walk = {
    callback: null,
    pages: [],
    visits: [],
    browser: options.browser ?? new Browser(fetch),
    form: null,
  };
  let next: URL | Request = start;
  while (walk.pages.length < MOST_PAGES) {
    const { callback, visits } = await walk.browser.arrive(next, redirectUri);
    walk.visits.push(...visits);
    const visit = visits.at(-1);
    if (callback !== null || visit === undefined || visit.location !== null) return { ...walk, callback };

    const page = parse(visit.html);
    const found = formOn(page, press);
    const filled = found.kind === 'other' ? null : filledIn(found, visit.url, credentials);
    walk.pages.push({ kind: found.kind, status: visit.status, text: textOf(page), visit });
    if (found.kind === until) return { ...walk, form: filled };
    const stuck = found.kind === 'sign-in' && walk.pages.filter(({ kind }) => kind === 'sign-in').length > 1;
    if (filled === null || stuck) return walk;
    next = sent(filled);
  }
  return walk;
}

/** The request by which a browser sends a form. */
export function sent({ page, action, fields }: Omit<FilledForm, 'hidden'>): Request {
  return new Request(action, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: page.origin },
    body: fields.toString(),
  });
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

/** A form with its own values, those of the user where it asks for them, and its button pressed. */
export function filledIn(
  { form, button }: { form: HTMLElement; button: HTMLElement | null },
  page: URL,
  credentials: Credentials,
): FilledForm {
  const fields = new URLSearchParams();
  for (const input of form.querySelectorAll('input, select')) {
    const name = input.getAttribute('name');
    const type = (input.getAttribute('type') ?? 'text').toLowerCase();
    if (name === undefined || type === 'submit') continue;
    if ((type === 'checkbox' || type === 'radio') && !input.hasAttribute('checked')) continue;
    fields.append(name, valueOf(input, type, credentials));
  }
  const name = button?.getAttribute('name');
  if (name !== undefined) fields.append(name, button?.getAttribute('value') ?? '');
  const action = button?.getAttribute('formaction') ?? form.getAttribute('action') ?? page.href;
  const hidden = form.querySelectorAll('input[type=hidden]').map((input) => input.getAttribute('name') ?? '');
  return { page, action: new URL(action, page), fields, hidden };
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
