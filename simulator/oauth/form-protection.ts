import { createHmac } from 'node:crypto';
import { isFromOurPage, isSameToken } from '../pages/posted-form.ts';
import type { SignedIn } from '../ports.ts';

/** Keeps other sites from sending our forms: a token bound to what the form is about, and the origin that browsers report. */
export class FormProtection {
  readonly #key: string;
  /** Where our pages are, as far as their forms are concerned. */
  readonly origin: string;

  constructor(issuer: string, key: string) {
    this.#key = key;
    this.origin = new URL(issuer).origin;
  }

  token(...subject: string[]): string {
    return createHmac('sha256', this.#key).update(JSON.stringify(subject)).digest('base64url');
  }

  /** Whether the form was sent by a page of ours, as far as the browser says. `Origin: null` is not one. */
  isOurs(headers: Headers): boolean {
    return isFromOurPage(headers, this.origin);
  }

  carriesToken(form: URLSearchParams, ...subject: string[]): boolean {
    return isSameToken(form.get('csrf') ?? '', this.token(...subject));
  }

  carriesSession(form: URLSearchParams, { csrf }: SignedIn): boolean {
    return isSameToken(form.get('csrf') ?? '', csrf);
  }
}
