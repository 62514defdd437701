import { html } from 'hono/html';
import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import type { Html } from '../../pages/define.ts';
import { figure, HEIGHT, type Figure } from './figure.ts';

/** Columns whose parts add up to a whole: the first series stands at the bottom. */
export function stackedColumns(shown: Figure): Html {
  const { axis, series, write } = shown;
  const places = axis.labels.map((_, at) => at);
  const layers = stack<unknown, number, number>()
    .keys(series.keys().toArray())
    .value((at, key) => series[key]?.values[at] ?? 0)(places);
  const tops = places.map((at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const across = scaleBand(places, [0, 100]).paddingInner(0.2);
  const up = scaleLinear([0, Math.max(1, ...tops)], [HEIGHT, 8]).nice(4);
  const width = across.bandwidth().toFixed(3);
  const left = (at: number) => (across(at) ?? 0).toFixed(3);

  const marks = html`${layers.map(
    (layer, key) =>
      html`<g class="${series[key]?.tone}">
        ${layer.map(([from, to], at) => {
          const height = up(from) - up(to);
          if (height <= 0) return '';
          return html`<rect
            x="${left(at)}%"
            width="${width}%"
            y="${up(to).toFixed(1)}"
            height="${height.toFixed(1)}"
          />`;
        })}
      </g>`,
  )}
  ${places.map(
    (at) =>
      html`<rect class="plot-hover" x="${left(at)}%" width="${width}%" height="${HEIGHT}">
        <title>${axis.names[at]}: ${write(tops[at] ?? 0)}</title>
      </rect>`,
  )}`;
  return figure(shown, up, marks);
}
