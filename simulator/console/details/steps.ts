import { html } from 'hono/html';
import { pagination } from '../../pages/components/pagination.ts';
import { table, type Column } from '../../pages/components/table.ts';
import { foreignText } from '../../pages/components/text.ts';
import { inWords } from '../../pages/components/words.ts';
import type { Html } from '../../pages/define.ts';

const PAGE_SIZE = 100;

/** The steps in words, the text beside the graph; a page of them where there are very many. */
export function stepTable<Step extends { key: string }>(
  steps: readonly Step[],
  columns: readonly Column<Step>[],
  asked: URLSearchParams,
): Html {
  const last = Math.max(1, Math.ceil(steps.length / PAGE_SIZE));
  const wanted = Number(asked.get('steps') ?? '1');
  const page = Number.isSafeInteger(wanted) && wanted > 0 ? Math.min(wanted, last) : 1;
  const from = (page - 1) * PAGE_SIZE;
  const rows = steps.slice(from, from + PAGE_SIZE);
  return html`<div id="steps">
    ${table({
      caption: 'Each step, and the steps that may follow it.',
      rows,
      id: ({ key }) => `step-${key}`,
      columns,
    })}
    ${
      last > 1 &&
      pagination({
        from,
        shown: rows.length,
        total: steps.length,
        previous: page > 1 ? at(page - 1) : undefined,
        next: page < last ? at(page + 1) : undefined,
      })
    }
  </div>`;
}

function at(page: number): string {
  return `?steps=${page}#steps`;
}

/** The type of a step, and the key by which others name it. */
export function stepName(key: string, type: string): Html {
  return html`${inWords(type)} <span class="row-note mono">${foreignText(key)}</span>`;
}

/** Links to the rows of the steps that may follow, each with the label of its branch. */
export function nextSteps(next: readonly { to: string; label?: string | undefined }[]): Html {
  if (next.length === 0) return html`<span class="muted">ends here</span>`;
  return html`<ul>
    ${next.map(
      ({ to, label }) =>
        html`<li>
          ${label && html`<span class="muted">${foreignText(label)}:</span>`}
          <a class="mono step-link" href="#step-${to}">${foreignText(to)}</a>
        </li>`,
    )}
  </ul>`;
}
