import { html } from 'hono/html';
import type { Html } from '../define.ts';
import type { GlyphName } from './glyph.ts';
import { glyph } from './glyph.ts';
import type { Tone } from './notice.ts';
import { inWords } from './words.ts';

interface Mark {
  word: string;
  glyph: GlyphName;
  tone: Tone;
}

/** Every status of entities, occurrences, approvals and of the platform: the same word looks the same wherever it stands. */
const MARKS: Readonly<Record<string, Mark>> = {
  draft: { word: 'Draft', glyph: 'dashed', tone: 'grey' },
  pending: { word: 'Pending', glyph: 'hourglass', tone: 'amber' },
  pending_approval: { word: 'Pending approval', glyph: 'hourglass', tone: 'amber' },
  scheduled: { word: 'Scheduled', glyph: 'clock', tone: 'blue' },
  processing: { word: 'Processing', glyph: 'progress', tone: 'green' },
  running: { word: 'Running', glyph: 'filled', tone: 'green' },
  active: { word: 'Active', glyph: 'filled', tone: 'green' },
  armed: { word: 'Armed', glyph: 'filled', tone: 'green' },
  paused: { word: 'Paused', glyph: 'pause', tone: 'amber' },
  degraded: { word: 'Degraded', glyph: 'warning', tone: 'amber' },
  completed: { word: 'Completed', glyph: 'check', tone: 'grey' },
  successful: { word: 'Successful', glyph: 'check', tone: 'green' },
  approved: { word: 'Approved', glyph: 'check', tone: 'green' },
  not_requested: { word: 'Not requested', glyph: 'dashed', tone: 'grey' },
  not_run: { word: 'Not run', glyph: 'minus', tone: 'grey' },
  stopped: { word: 'Stopped', glyph: 'square', tone: 'grey' },
  cancelled: { word: 'Cancelled', glyph: 'square', tone: 'grey' },
  disabled: { word: 'Disabled', glyph: 'minus', tone: 'grey' },
  deactivated: { word: 'Deactivated', glyph: 'minus', tone: 'grey' },
  archived: { word: 'Archived', glyph: 'box', tone: 'grey' },
  failed: { word: 'Failed', glyph: 'cross', tone: 'red' },
  queued: { word: 'Queued', glyph: 'clock', tone: 'grey' },
  succeeded: { word: 'Succeeded', glyph: 'check', tone: 'green' },
  operational: { word: 'Operational', glyph: 'check', tone: 'green' },
  outage: { word: 'Outage', glyph: 'cross', tone: 'red' },
  maintenance: { word: 'Maintenance', glyph: 'sliders', tone: 'blue' },
  waiting: { word: 'Waiting', glyph: 'clock', tone: 'grey' },
  late: { word: 'Late', glyph: 'warning', tone: 'amber' },
  done: { word: 'Done', glyph: 'check', tone: 'green' },
  investigating: { word: 'Investigating', glyph: 'search', tone: 'amber' },
  identified: { word: 'Identified', glyph: 'warning', tone: 'amber' },
  monitoring: { word: 'Monitoring', glyph: 'eye', tone: 'blue' },
  resolved: { word: 'Resolved', glyph: 'check', tone: 'grey' },
  open: { word: 'Open', glyph: 'dashed', tone: 'amber' },
  info: { word: 'Info', glyph: 'eye', tone: 'blue' },
  warning: { word: 'Warning', glyph: 'warning', tone: 'amber' },
  error: { word: 'Error', glyph: 'cross', tone: 'red' },
  critical: { word: 'Critical', glyph: 'bolt', tone: 'red' },
  rejected: { word: 'Rejected', glyph: 'cross', tone: 'red' },
};

/** The word of a status. */
export function statusWord(status: string): string {
  return MARKS[status]?.word ?? inWords(status);
}

/** The tone of a status, as a class of the stylesheet. */
export function statusTone(status: string): string {
  return `tone-${MARKS[status]?.tone ?? 'grey'}`;
}

/** The glyph and the word of a status; what is no status, as the kind of a segment, is a word alone. */
export function statusMark(status: string): Html {
  const mark = MARKS[status];
  return html`<span class="status ${statusTone(status)}"
    >${mark && glyph(mark.glyph)} ${statusWord(status)}</span
  >`;
}
