import { Answered } from './answered.ts';
import { Problem } from './problem.ts';
import type { NamedFunction } from './registry.ts';
import { inJson } from './render.ts';
import type { Render, Rendered } from './render.ts';

/**
 * Writes answers and problems with the oddities that public clients of the real API handle. All of them are here: functions know
 * the documented names and one kind of problem.
 */
export const renderQuirkily: Render = (outcome, called) => {
  if (outcome instanceof Problem) return oddProblem(outcome, called);
  if (outcome instanceof Answered) return inJson(outcome.answer, outcome.status);
  if (outcome === null) return inJson({ ResponseCode: 200 });
  const isEmptyList = Array.isArray(outcome) && outcome.length === 0;
  return isEmptyList ? { status: 200, body: null, headers: {} } : inJson(oddNames(outcome, called?.id ?? ''));
};

/** Names that differ from the documentation, in the answers of one function or of all. */
const EVERYWHERE = { CustomerAttributes: 'CustomerAttribute' };
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'get-execution-channels': { ChannelID: 'ChannelId' },
  'get-campaign-details': { ChannelID: 'Id' },
  'get-customer-execution-details-by-campaign': { ScheduledTime: 'ScheduleTime' },
};
/** Ids that come as text. */
const AS_TEXT: Readonly<Record<string, readonly string[]>> = {
  'get-executed-campaigns-by-channel': ['CampaignID'],
  'get-channel-templates': ['TemplateID'],
  'get-customer-send-details-by-channel': ['TemplateID'],
};

function oddNames(value: unknown, id: string): unknown {
  if (Array.isArray(value)) return value.map((part) => oddNames(part, id));
  if (typeof value !== 'object' || value === null) return value;
  const names: Readonly<Record<string, string>> = { ...EVERYWHERE, ...RENAMED[id] };
  const texts = AS_TEXT[id] ?? [];
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      names[name] ?? name,
      texts.includes(name) ? String(part) : oddNames(part, id),
    ]),
  );
}

/** The four shapes of an error, plain text, and failures that are called a success. */
function oddProblem(problem: Problem, called: NamedFunction | undefined): Rendered {
  const { status, message, headers } = problem;
  if (called?.path === '/v2/reportServer' && status === 400) return inJson({ status: 'error', message });
  if (called?.path.startsWith('/Optimail/') === true && status === 400) return inJson(message);
  if (status === 400 && called?.method === 'GET') {
    const title = 'One or more validation errors occurred.';
    return inJson({ errors: { '': [message] }, title, status }, status);
  }
  if (status === 400) return inJson({ Errors: [message] }, status);
  if (status === 401 || status === 403) return inJson({ Error: message }, status);
  if (status === 404) return { status, body: 'Not Found', headers: { 'content-type': 'text/plain' } };
  if (status === 405) return inJson('Method Not Allowed', status, headers);
  return status === 429 ? inJson(problem.body, status) : inJson(message, status);
}
