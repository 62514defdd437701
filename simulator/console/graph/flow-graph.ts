import { html } from 'hono/html';
import { glyph } from '../../pages/components/glyph.ts';
import { counted } from '../../pages/components/number.ts';
import { foreignText, seenText } from '../../pages/components/text.ts';
import type { Html } from '../../pages/define.ts';
import { firstSteps, pathThrough, type FlowStep, type Path, type Way } from './flow.ts';
import { layOut, type Box, type Layout } from './lay-out.ts';

/** More steps than this nobody can read, and no browser should have to draw. */
const MOST_STEPS = 80;
const WIDTH = 160;
/** At most two lines of either are shown; the table has the rest. */
const NAME = { letters: 17, height: 20 };
const NOTE = { letters: 21, height: 17 };
const KIND_HEIGHT = 38;
/** More than any card shows. */
const MOST_LETTERS = 120;

/**
 * Steps drawn from left to right, each a card with its links. The ways through the step that was chosen by its kind are
 * highlighted. The same stands in words in the table that follows.
 */
export function flowGraph(all: readonly FlowStep[], chosenKey: string | null): Html {
  const { steps, ways } = firstSteps(all, MOST_STEPS);
  const chosen = steps.findIndex(({ key }) => key === chosenKey);
  const path = chosen < 0 ? null : pathThrough(ways, chosen);
  const placed = layOut(
    steps.map((step) => ({ width: WIDTH, height: heightOf(step) })),
    ways,
  );
  const { width, height } = placed;
  return html`<div class="graph" id="graph">
    <div class="graph-box" role="region" aria-label="Steps as a graph, from left to right" tabindex="0">
      <svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
        ${arrowHeads()} ${ways.map((way, at) => wayLine(way, placed.lines[at], path))}
        ${steps.map((step, at) => card(step, placed.boxes[at], { chosen: at === chosen, lit: path?.has(at) }))}
      </svg>
    </div>
    ${notes(all.length, steps, chosen)}
  </div>`;
}

function heightOf({ name, note }: FlowStep): number {
  return KIND_HEIGHT + linesHeight(name, NAME) + (note ? 2 + linesHeight(note, NOTE) : 0);
}

function linesHeight(text: string, { letters, height }: typeof NAME): number {
  return height * (text.length > letters ? 2 : 1);
}

function notes(all: number, steps: readonly FlowStep[], chosen: number): Html {
  const step = steps[chosen];
  return html`${
    step &&
    html`<p class="hint">
      Highlighted: every way through <code>${foreignText(step.key)}</code>. <a href="?#graph">Clear</a>
    </p>`
  }
  ${
    all > steps.length &&
    html`<p class="hint">
      The first ${counted(steps.length, 'step')} are drawn; ${counted(all - steps.length, 'more step')} are in
      the table below.
    </p>`
  }`;
}

/** Heads of the lines; each page has one graph, so that the ids stand alone. */
function arrowHeads(): Html {
  return html`<defs>
    ${['arrow', 'arrow-lit'].map(
      (id) =>
        html`<marker
          id="${id}"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerUnits="userSpaceOnUse"
          markerWidth="10"
          markerHeight="10"
          orient="auto"
        >
          <path class="${id}" d="M0 1 7 4 0 7z" />
        </marker>`,
    )}
  </defs>`;
}

function wayLine(way: Way, line: Layout['lines'][number] | undefined, path: Path | null): Html {
  if (!line) return html``;
  const lit = path?.includes(way);
  return html`<path
      class="way ${lit ? 'way-lit' : ''}"
      d="${line.path}"
      marker-end="url(#${lit ? 'arrow-lit' : 'arrow'})"
      aria-hidden="true"
    />
    ${line.label && foreign(line.label, html`<div class="way-label" title="${seenText(way.label)}">${foreignText(way.label)}</div>`)}`;
}

function card(
  { key, kind, glyph: mark, name, href, note }: FlowStep,
  box: Box | undefined,
  { chosen, lit }: { chosen: boolean; lit: boolean | undefined },
): Html {
  if (!box) return html``;
  const shown = foreignText(name.slice(0, MOST_LETTERS));
  const marks = [chosen && 'step-chosen', lit && 'step-lit'].filter(Boolean).join(' ');
  return foreign(
    box,
    html`<div class="step ${marks}">
      <a
        class="step-kind"
        href="?${String(new URLSearchParams({ step: key }))}#graph"
        ${chosen && html`aria-current="true"`}
        >${glyph(mark)} ${kind} <span class="visually-hidden">${seenText(key)}: highlight its ways</span></a
      >
      <div class="step-name">${href ? html`<a href="${href}">${shown}</a>` : shown}</div>
      ${note && html`<div class="step-note">${foreignText(note.slice(0, MOST_LETTERS))}</div>`}
    </div>`,
  );
}

function foreign({ x, y, width, height }: Box, content: Html): Html {
  return html`<foreignObject x="${x}" y="${y}" width="${width}" height="${height}"
    >${content}</foreignObject
  >`;
}
