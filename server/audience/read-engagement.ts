import type { ConditionReader, Meaning } from './condition.ts';
import type { Why } from './fields.ts';
import { readingsOf } from './named.ts';
import { FUTURE, MONTHS } from './read-date.ts';

const KINDS = new Set(['name', 'by', 'amount', 'window', 'not', 'never', 'no', 'ever']);
const SAY = 'opened a message by email in the last 30 days';

/** What customers did with our messages: "opened an email in the last 30 days". */
export const readEngagement: ConditionReader = ({ parts }) => {
  if (parts.some(({ kind }) => !KINDS.has(kind))) return [];
  const [verb, ...objects] = parts.filter((part) => part.kind === 'name');
  if (verb === undefined || objects.length > 2) return [];
  const [engagement] = readingsOf(verb, 'engagement');
  const messages = objects.map((name) => readingsOf(name, 'message')[0]);
  if (engagement === undefined || messages.includes(undefined)) return [];
  if (objects.length === 0 && engagement.action !== 'converted') return [];
  return [engaged()];

  function engaged(): Meaning | Why {
    const action = engagement?.action ?? 'received';
    const channels = messages.flatMap((message) => message?.channel ?? []);
    const [channel] = channels;
    const bys = parts.filter(({ kind }) => kind === 'by').length;
    if (channels.length > 1 || bys > 1 || (objects.length === 2 && bys === 0))
      return { why: 'One condition speaks of one channel.', say: SAY };
    const amount = parts.find((part) => part.kind === 'amount');
    const once =
      amount === undefined ||
      (amount.operator === 'gte' &&
        amount.value === 1 &&
        [undefined, 'times'].includes(amount.unit) &&
        amount.to_value === undefined &&
        amount.currency === undefined &&
        !amount.percent &&
        !amount.ago);
    const denials = parts.filter(({ kind }) => kind === 'not' || kind === 'never' || kind === 'no');
    const [denial] = denials;
    if (!once || denials.length > 1 || (amount !== undefined && denial !== undefined))
      return {
        why: 'How often a message was opened or clicked cannot be asked for, only whether.',
        say: SAY,
      };
    const windows = parts.filter((part) => part.kind === 'window');
    const [window] = windows;
    if (window === undefined || windows.length > 1 || parts.some(({ kind }) => kind === 'ever'))
      return {
        why: 'This needs one number of days to look back.',
        candidates: ['in the last 30 days', 'in the last 90 days'],
        say: SAY,
      };
    const { days } = window;
    if (days === undefined || !Number.isInteger(days) || days < 1 || days > 3650) return MONTHS;
    if (window.lead === 'in' && denial === undefined) return FUTURE;
    if (window.lead === 'for' && denial === undefined)
      return { why: '“For” says how long, not since when.', say: SAY };
    const reaching =
      denial?.kind === 'never' ||
      (denial?.kind === 'not' && (denial.verb === 'have' || denial.verb === 'alone'));
    return {
      criteria: {
        type: 'engagement',
        action,
        operator: denial === undefined ? 'did' : 'did_not',
        ...(channel !== undefined && { channel }),
        window_days: days,
      },
      negative: denial !== undefined,
      ...((engagement?.form === 'finite' || denial?.kind === 'not') && { standing: 'verb' as const }),
      when: 'window',
      leading: parts.indexOf(window) < parts.findIndex(({ kind }) => kind === 'name'),
      ...(reaching && { reaching }),
    };
  }
};
