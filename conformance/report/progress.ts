import { styleText } from 'node:util';
import type { Surroundings } from '../commands/surroundings.ts';
import type { Verdict, Watch } from '../run.ts';
import { COLOURS } from './words.ts';

const MARKS = { pass: '.', fail: 'F', warn: 'w', not_tested: '-' } as const;
const TO_LINE_START = '\r\u001B[K';
/** More redraws of the live line than one in so many sequences nobody can read. */
const SEQUENCES_A_DRAW = 5;

interface Progress extends Required<Watch> {
  sequenceRan: () => void;
  /** Takes the live line away, or ends the dots; returns how many generated sequences ran. */
  ends: () => number;
}

/** Shows how a run comes along: one live line on a terminal, else a mark for each verdict. */
export function showProgress({ note, screen }: Pick<Surroundings, 'note' | 'screen'>): Progress {
  let sequences = 0;
  let line = '';
  let area: string | null = null;
  const draw = () => {
    const counted = sequences === 0 ? line : `${line} · ${sequences} sequences`;
    note(`${TO_LINE_START}${styleText('dim', counted.slice(0, screen.columns - 1))}`);
  };

  return {
    starts(requirement, done, total) {
      if (!screen.live) return;
      line = `${done + 1} of ${total}  ${requirement}`;
      draw();
    },
    judged(verdict) {
      if (verdict.check === 'deferred' || screen.live) return;
      note(mark(verdict, area));
      area = areaName(verdict);
    },
    sequenceRan() {
      sequences += 1;
      if (screen.live && sequences % SEQUENCES_A_DRAW === 0) draw();
    },
    ends() {
      note(screen.live ? TO_LINE_START : '\n\n');
      return sequences;
    },
  };
}

/** One character for one verdict, the area before the first of its own. */
function mark(verdict: Verdict, last: string | null): string {
  const area = areaName(verdict);
  const own = styleText(COLOURS[verdict.status], MARKS[verdict.status]);
  return area === last ? own : `${last === null ? '' : '\n'}${area.padEnd(13)}${own}`;
}

function areaName({ requirement }: Verdict): string {
  return requirement.split('.')[0] ?? '';
}
