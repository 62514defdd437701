import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface Asset {
  readonly path: `/assets/${string}`;
  readonly contentType: string;
  readonly body: string;
}

/** The hash of the content stands in the path, so that a browser may keep the file for ever. */
function asset(body: string, extension: string, contentType: string): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return { path: `/assets/${hash}.${extension}`, contentType, body };
}

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

/** In the order of the cascade: tokens, elements, frame, then components. */
const STYLES = [
  'tokens',
  'base',
  'frame',
  'menus',
  'forms',
  'marks',
  'tables',
  'details',
  'plots',
  'graphs',
  'platform',
  'account',
  'control',
] as const;

export const stylesheet = asset(
  STYLES.map((name) => read(`./style/${name}.css`)).join('\n'),
  'css',
  'text/css; charset=utf-8',
);
export const script = asset(read('./script/refine.js'), 'js', 'text/javascript; charset=utf-8');
/** What makes the journal of the dashboard live. */
export const liveScript = asset(read('./script/live.js'), 'js', 'text/javascript; charset=utf-8');
export const icon = asset(read('./style/icon.svg'), 'svg', 'image/svg+xml');

/** Every static file of the pages; nothing else is ever loaded. */
export const assets: readonly Asset[] = [stylesheet, script, liveScript, icon];

/** Answers the path of an asset, or null for any other path. */
export function assetResponse(pathname: string): Response | null {
  const found = assets.find(({ path }) => path === pathname);
  if (!found) return null;
  return new Response(found.body, {
    headers: {
      'content-type': found.contentType,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    },
  });
}
