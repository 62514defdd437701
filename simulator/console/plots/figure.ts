import { html } from 'hono/html';
import type { ScaleLinear } from 'd3-scale';
import { disclosure } from '../../pages/components/section.ts';
import { table } from '../../pages/components/table.ts';
import type { Html } from '../../pages/define.ts';
import { labelled, type Axis, type Series } from './series.ts';

export const HEIGHT = 200;
/** Room for the labels along the bottom. */
const FOOT = 24;
const TICKS = 4;

export interface Figure {
  /** What the plot shows, as a sentence that a reader may take away. */
  finding: string;
  /** What is measured, in which unit. */
  measure: string;
  axis: Axis;
  series: readonly Series[];
  /** Writes a value in full, and in short at the side. */
  write: (value: number) => string;
  writeShort: (value: number) => string;
}

/**
 * A plot with its finding as heading, a legend, axes, and the same numbers as a table. Places across are in percent, so that it
 * fills any width while its letters keep their size.
 */
export function figure(shown: Figure, scale: ScaleLinear<number, number>, marks: Html): Html {
  const { finding, measure, axis, series, writeShort } = shown;
  return html`<figure class="plot">
    <figcaption>
      <h2>${finding}</h2>
      <p class="muted small">${measure}</p>
    </figcaption>
    ${series.length > 1 ? legend(series) : ''}
    <div class="plot-box" role="img" aria-label="${finding}. The table below has the numbers.">
      <svg class="plot-side" width="52" height="${HEIGHT + FOOT}" aria-hidden="true" focusable="false">
        ${scale.ticks(TICKS).map((value) => html`<text x="44" y="${scale(value) + 4}">${writeShort(value)}</text>`)}
      </svg>
      <svg class="plot-area" width="100%" height="${HEIGHT + FOOT}" aria-hidden="true" focusable="false">
        ${scale
          .ticks(TICKS)
          .map(
            (value) =>
              html`<line
                class="${value === 0 ? 'plot-zero' : 'plot-grid'}"
                x2="100%"
                y1="${scale(value)}"
                y2="${scale(value)}"
              />`,
          )}
        ${marks} ${bottomLabels(axis)}
      </svg>
    </div>
    ${disclosure('Show the numbers', numbers(shown))}
  </figure>`;
}

function legend(series: readonly Series[]): Html {
  return html`<ul class="plot-legend">
    ${series.map(
      ({ label, tone }) =>
        html`<li>
          <svg class="swatch ${tone}" width="16" height="10" aria-hidden="true" focusable="false">
            <rect width="16" height="10" rx="2" />
          </svg>
          ${label}
        </li>`,
    )}
  </ul>`;
}

function bottomLabels({ labels }: Axis): Html {
  const places = labelled(labels.length);
  return html`${places.map(
    (at, index) =>
      html`<text
        class="plot-label ${index % 2 === 1 ? 'plot-label-minor' : ''}"
        x="${percentAcross(at, labels.length)}%"
        y="${HEIGHT + 18}"
        >${labels[at] ?? ''}</text
      >`,
  )}`;
}

/** The middle of a place, in percent of the width. */
export function percentAcross(at: number, count: number): string {
  return (((at + 0.5) / count) * 100).toFixed(3);
}

function numbers({ measure, axis, series, write }: Figure): Html {
  const written = (value: number | null | undefined) => (value == null ? '–' : write(value));
  return table<number>({
    caption: measure,
    rows: axis.labels.map((_, at) => at),
    columns: [
      { head: axis.unit, kind: 'name', cell: (at) => axis.names[at] ?? '' },
      ...series.map(({ label, values }) => ({
        head: label,
        kind: 'number' as const,
        cell: (at: number) => written(values[at]),
      })),
    ],
  });
}
