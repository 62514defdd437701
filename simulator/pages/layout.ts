import { html } from 'hono/html';
import type { Collections, TenantFacts } from '#fixtures/world-data.ts';
import type { SignedIn, World } from '../ports.ts';
import { STANDARD_WORLD } from '../tenant/accounts.ts';
import { icon, script, stylesheet } from './assets.ts';
import { accountMenu } from './components/account-menu.ts';
import { sideNavigation } from './components/side-navigation.ts';
import { tenantMenu } from './components/tenant-menu.ts';
import { seenText } from './components/text.ts';
import { formatInstant } from './components/time.ts';
import type { Html } from './define.ts';

/** The tenant whose console is shown, and the place in it. */
export interface Nav {
  tenant: TenantFacts;
  current: 'overview' | 'dashboard' | 'drafts' | 'mission-control' | keyof Collections;
}

export interface LayoutOptions {
  /** The heading of the page; the browser's title adds the tenant and "Simulator". */
  title: string;
  world: World;
  body: Html;
  /** `narrow` for one card or one column of forms, `wide` for the console. */
  width: 'narrow' | 'wide';
  signedIn?: SignedIn | undefined;
  /** Only in the console: fills the side bar, the tenant switch and the zone of the clock. */
  nav?: Nav | undefined;
  /** A bar of another kind than the one of who is signed in. */
  bar?: Html | undefined;
}

/** The whole document: the band that says what this is, header, landmarks. The body brings its own `h1`. */
export function layout({ title, world, body, width, signedIn, nav, bar }: LayoutOptions): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${[seenText(title), nav?.tenant.name, 'Simulator'].filter(Boolean).join(' · ')}</title>
        <link rel="icon" type="image/svg+xml" href="${icon.path}" />
        <link rel="stylesheet" href="${stylesheet.path}" />
        <script src="${script.path}"></script>
      </head>
      <body class="page page-${width}">
        <a class="skip-link" href="#main">Skip to content</a>
        <header>${band(world, nav)} ${bar ?? topBar(world, signedIn, nav)}</header>
        ${
          nav
            ? html`<div class="frame">
                ${sideNavigation(nav, signedIn)}
                <main class="main" id="main" tabindex="-1">${body}</main>
              </div>`
            : html`<main class="main" id="main" tabindex="-1">${body}</main>`
        }
      </body>
    </html>`;
}

/** Says on every page that this is a simulator, so that nobody takes it for the product. */
function band(world: World, nav: Nav | undefined): Html {
  const zone = nav?.tenant.time_zone ?? 'UTC';
  const now = world.clock.now();
  return html`<div class="band">
    <p>
      <strong>Simulator</strong>
      <span>${worldName(world, nav)}</span>
      <span>seed ${world.seed}</span>
      <span
        >${world.clock.frozen ? 'clock stopped at' : 'clock'}
        <time datetime="${now.toISOString()}">${formatInstant(now, zone)}</time> (${zone})</span
      >
    </p>
    <button class="band-button" type="button" data-theme-switch hidden>Theme</button>
  </div>`;
}

/** Which world this is; where there is but one, whose. */
function worldName({ name }: World, nav: Nav | undefined): string {
  if (name !== STANDARD_WORLD) return `world ${name}`;
  return nav ? `world ${nav.tenant.id}` : 'demo world';
}

function topBar(world: World, signedIn: SignedIn | undefined, nav: Nav | undefined): Html {
  if (!signedIn) return html``;
  return html`<div class="top-bar">
    <a class="home" href="/console">Console</a>
    ${nav && tenantMenu(world, signedIn.user, nav.tenant)}
    <span class="top-bar-space"></span>
    ${accountMenu(signedIn, nav?.tenant.id)}
  </div>`;
}
