import { Graph, layout } from '@dagrejs/dagre';
import type { Way } from './flow.ts';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Point {
  x: number;
  y: number;
}

export interface Layout {
  width: number;
  height: number;
  /** The top left corner and size of each step. */
  boxes: readonly Box[];
  /** The line of each way, as the `d` of a path, and where its label stands. */
  lines: readonly { path: string; label: Box | null }[];
}

const MARGIN = 8;
const LABEL_HEIGHT = 18;
const CORNER = 6;

/** Places steps from left to right and draws the ways between them at right angles. */
export function layOut(sizes: readonly { width: number; height: number }[], ways: readonly Way[]): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', ranksep: 36, nodesep: 20, edgesep: 16, marginx: MARGIN, marginy: MARGIN });
  for (const [at, { width, height }] of sizes.entries()) graph.setNode(String(at), { width, height });
  for (const [at, { from, to, label }] of ways.entries()) {
    const size = label === '' ? { width: 0, height: 0 } : { width: labelWidth(label), height: LABEL_HEIGHT };
    graph.setEdge(String(from), String(to), { ...size, labelpos: 'c' }, String(at));
  }
  layout(graph);

  const boxes = sizes.map(({ width, height }, at) => {
    const { x = 0, y = 0 } = graph.node(String(at));
    return { x: x - width / 2, y: y - height / 2, width, height };
  });
  const lines = ways.map(({ from, to, label }, at) => {
    const edge = graph.edge(String(from), String(to), String(at));
    const { x = 0, y = 0, width = 0, points = [] } = edge;
    return {
      path: rightAngled(boxes[from], points, boxes[to]),
      label: label === '' ? null : { x: x - width / 2, y: y - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT },
    };
  });
  const { width = 0, height = 0 } = graph.graph();
  return { width: Math.ceil(width), height: Math.ceil(height), boxes, lines };
}

/** About as wide as its letters; what is longer is cut where it is shown. */
function labelWidth(label: string): number {
  return Math.min(112, 14 + 7 * label.length);
}

/** From the side of one box to the side of the other, by the points between, turning at right angles with round corners. */
function rightAngled(from: Box | undefined, points: readonly Point[], to: Box | undefined): string {
  const between = points.slice(1, -1);
  const [first, last] = [between[0], between.at(-1)];
  if (!from || !to || !first || !last) return '';
  const start = sideTowards(from, first);
  let { x, y } = start;
  let path = `M${round(x)} ${round(y)}`;
  for (const point of [...between, sideTowards(to, last)]) {
    const turn = (x + point.x) / 2;
    const rise = point.y - y;
    const corner = Math.min(CORNER, Math.abs(rise) / 2, Math.abs(point.x - x) / 2);
    if (corner >= 0.5) {
      const across = Math.sign(point.x - x) * corner;
      const along = Math.sign(rise) * corner;
      path += `H${round(turn - across)}q${round(across)} 0 ${round(across)} ${round(along)}`;
      path += `V${round(point.y - along)}q0 ${round(along)} ${round(across)} ${round(along)}`;
      y = point.y;
    }
    path += `H${round(point.x)}`;
    x = point.x;
  }
  return path;
}

function sideTowards({ x, y, width, height }: Box, point: Point): Point {
  return { x: point.x > x + width / 2 ? x + width : x, y: y + height / 2 };
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
