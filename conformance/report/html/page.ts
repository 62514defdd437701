import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { html, raw } from 'hono/html';
import type { Report } from '../report.ts';
import { failures } from './failure.ts';
import { heading, nameOf } from './heading.ts';
import { overview } from './overview.ts';
import { differences, requirementList } from './requirements.ts';
import { untested } from './untested.ts';

const STYLE = ['tokens', 'base', 'marks', 'heading', 'overview', 'failure', 'requirements', 'print']
  .map((part) => readFileSync(join(import.meta.dirname, 'style', `${part}.css`), 'utf8'))
  .join('\n');
const THEMES = { auto: 'As the system', light: 'Light', dark: 'Dark' };

/** One file that needs nothing else, not even script: the results of one connector, or of several side by side. */
export async function htmlPage(reports: readonly Report[]): Promise<string> {
  const title = `Conformance of ${reports.map(nameOf).join(', ')}`;
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <header class="band">
          <span>Conformance report</span>
          <fieldset class="themes">
            <legend>Theme</legend>
            ${Object.entries(THEMES).map(
              ([theme, word]) =>
                html`<label
                  ><input type="radio" name="theme" id="theme-${theme}" ${theme === 'auto' && 'checked'} />
                  ${word}</label
                >`,
            )}
          </fieldset>
        </header>
        <main>
          ${heading(reports)} ${overview(reports)} ${differences(reports)} ${failures(reports)}
          ${requirementList(reports)} ${untested(reports)}
        </main>
      </body>
    </html>`;
  return `${String(page)}\n`;
}
