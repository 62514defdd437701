import type { HtmlEscapedString } from 'hono/utils/html';
import type { SignedIn, World } from '../ports.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What a console page is given. */
export interface PageContext {
  request: Request;
  url: URL;
  params: Readonly<Record<string, string>>;
  world: World;
  signedIn: SignedIn;
}

/** A page of the console, in a file `<name>.page.ts` of its own. Whoever is not signed in is sent to the sign-in page first. */
export interface Page {
  readonly method: 'GET' | 'POST';
  readonly path: `/${string}`;
  handle(context: PageContext): Promise<Html | Response>;
}

export function definePage(page: Page): Page {
  return page;
}
