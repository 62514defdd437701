import { parse, type HTMLElement } from 'node-html-parser';
import { CookieJar } from 'tough-cookie';

const MOST_REDIRECTS = 10;

/** A page as a person's browser shows it: parsed, with the address it ended up at. */
export interface TestPage {
  url: URL;
  status: number;
  headers: Headers;
  document: HTMLElement;
  /** What a person reads, white space folded. */
  text: string;
  /** Every answer on the way, redirects included, in order. */
  hops: readonly Response[];
  /** Where a redirect leads outside the origin that is browsed: it is not followed. */
  leftTo: URL | null;
}

/** A browser without a screen or scripts: cookies, redirects and forms, on top of any `fetch`. */
export class TestBrowser {
  readonly jar = new CookieJar();
  readonly #fetch: typeof fetch;
  readonly #origin: string;

  constructor(options: { fetch: typeof fetch; origin: string }) {
    this.#fetch = options.fetch;
    this.#origin = options.origin;
  }

  /** `url` may be relative to the origin. */
  get(url: string | URL): Promise<TestPage> {
    return this.#visit(new URL(url, this.#origin), { headers: {} });
  }

  /**
   * Sends a form of the page as its button would: what the page put into the fields, `fields` over it, and the button's own name
   * and value. A list stands for checkboxes.
   */
  submit(page: TestPage, fields: Record<string, string | string[]> = {}, button?: string): Promise<TestPage> {
    const form = formOf(page, button);
    const sent = new URLSearchParams(fieldsOf(form).filter(([name]) => !(name in fields)));
    for (const [name, value] of Object.entries(fields)) {
      for (const each of [value].flat()) sent.append(name, each);
    }
    const pressed = button === undefined ? undefined : buttonNamed(form, button);
    if (pressed?.getAttribute('name')) {
      sent.append(pressed.getAttribute('name') ?? '', pressed.getAttribute('value') ?? '');
    }
    const action = new URL(form.getAttribute('action') ?? page.url, page.url);
    return this.post(action, sent, { origin: page.url.origin, 'sec-fetch-site': 'same-origin' });
  }

  /** Sends any form, with the headers that a browser would add. */
  post(url: string | URL, form: URLSearchParams, headers: Record<string, string> = {}): Promise<TestPage> {
    return this.#visit(new URL(url, this.#origin), { method: 'POST', body: form, headers });
  }

  async #visit(start: URL, init: RequestInit): Promise<TestPage> {
    const hops: Response[] = [];
    let [url, next] = [start, init];
    while (hops.length < MOST_REDIRECTS) {
      const answer = await this.#send(url, next);
      hops.push(answer);
      const location = answer.headers.get('location');
      const target = location === null ? null : new URL(location, url);
      const leftTo = target && target.origin !== this.#origin ? target : null;
      if (!target || leftTo) return pageOf({ url, answer, hops, leftTo });
      [url, next] = [target, {}];
    }
    throw new Error(`${start.href} redirects without an end`);
  }

  async #send(url: URL, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('accept', 'text/html');
    const cookie = await this.jar.getCookieString(url.href);
    if (cookie !== '') headers.set('cookie', cookie);
    const answer = await this.#fetch(new Request(url, { ...init, headers, redirect: 'manual' }));
    for (const set of answer.headers.getSetCookie()) await this.jar.setCookie(set, url.href);
    return answer;
  }
}

async function pageOf(visit: {
  url: URL;
  answer: Response;
  hops: Response[];
  leftTo: URL | null;
}): Promise<TestPage> {
  const { url, answer, hops, leftTo } = visit;
  const document = parse(await answer.clone().text());
  return {
    url,
    hops,
    leftTo,
    document,
    status: answer.status,
    headers: answer.headers,
    text: (document.querySelector('main') ?? document).textContent.replace(/\s+/g, ' ').trim(),
  };
}

function formOf({ document, text }: TestPage, button: string | undefined): HTMLElement {
  const forms = document.querySelectorAll('form[method=post]');
  const inPage = forms.filter((form) => form.closest('main'));
  const form = inPage.find((each) => button === undefined || buttonNamed(each, button));
  if (!form) throw new Error(`No form with the button ${button ?? '(any)'} on the page: ${text}`);
  return form;
}

function buttonNamed(form: HTMLElement, label: string): HTMLElement | undefined {
  return form.querySelectorAll('button').find((button) => button.textContent.trim() === label);
}

function fieldsOf(form: HTMLElement): [string, string][] {
  return form
    .querySelectorAll('input')
    .filter((input) => input.getAttribute('type') !== 'checkbox' || input.hasAttribute('checked'))
    .map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']);
}
