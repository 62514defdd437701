import { html } from 'hono/html';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { Html } from '../../pages/define.ts';
import { figure, HEIGHT, percentAcross, type Figure } from './figure.ts';
import type { Series } from './series.ts';

/** A line for each series, from zero up; it breaks where there is no value. */
export function lines(shown: Figure): Html {
  const { axis, series, write } = shown;
  const count = axis.labels.length;
  const known = series.flatMap(({ values }) => values.filter((value) => value !== null));
  const up = scaleLinear([Math.min(0, ...known), Math.max(0.01, ...known)], [HEIGHT, 8]).nice(4);
  const marks = html`<svg
      class="plot-lines"
      viewBox="0 0 100 ${HEIGHT}"
      width="100%"
      height="${HEIGHT}"
      preserveAspectRatio="none"
    >
      ${series.map(({ values, tone }) => html`<path class="${tone}" d="${pathOf(values, up)}" />`)}
    </svg>
    ${series.map(
      ({ label, values, tone }) =>
        html`<g class="${tone}">
          ${values.map((value, at) =>
            value === null
              ? ''
              : html`<circle
                  class="plot-point"
                  cx="${percentAcross(at, count)}%"
                  cy="${up(value).toFixed(1)}"
                  r="3"
                >
                  <title>${axis.names[at]}, ${label}: ${write(value)}</title>
                </circle>`,
          )}
        </g>`,
    )}`;
  return figure(shown, up, marks);
}

function pathOf(values: Series['values'], up: (value: number) => number): string {
  const across = (at: number) => Number(percentAcross(at, values.length));
  const draw = line<number | null>()
    .defined((value) => value !== null)
    .x((_, at) => across(at))
    .y((value) => up(value ?? 0))
    .digits(2);
  return draw(values) ?? '';
}

const SPARK = { width: 96, height: 20 };

/** A line without axes, beside the number that it leads to. */
export function sparkline(values: readonly (number | null)[]): Html {
  const known = values.filter((value) => value !== null);
  const up = scaleLinear([0, Math.max(1, ...known)], [SPARK.height - 2, 2]);
  const across = scaleLinear([0, Math.max(1, values.length - 1)], [2, SPARK.width - 2]);
  const draw = line<number | null>()
    .defined((value) => value !== null)
    .x((_, at) => across(at))
    .y((value) => up(value ?? 0))
    .digits(1);
  return html`<svg
    class="sparkline"
    viewBox="0 0 ${SPARK.width} ${SPARK.height}"
    width="${SPARK.width}"
    height="${SPARK.height}"
    aria-hidden="true"
    focusable="false"
  >
    <path d="${draw(values) ?? ''}" />
  </svg>`;
}
