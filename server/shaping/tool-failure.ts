import type { DraftType } from '#contract/drafts.ts';
import type { ArgumentProblem, TenantElsewhere, ToolFailure, UnclearPhrase } from '../ports.ts';
import { neutralise } from './untrusted-text.ts';

/** What a model reads of a failure: what failed, why, and what to do. The only place where a failure becomes words. */
export function wordsOf(failure: ToolFailure): string {
  switch (failure.code) {
    case 'invalid_argument':
      return `Invalid argument: ${problemWords(failure)}. Correct it and call again.`;
    case 'invalid_arguments':
      return `Invalid arguments: ${problemsWords(failure.problems)}. Correct them and call again.`;
    case 'not_found':
      return (
        `No ${failure.entity} has the id, name or key ${quote(failure.given)}, or this user may not see it. ` +
        (failure.nearest.length > 0 ? `Nearest: ${names(failure.nearest)}. ` : '') +
        `Find the right one with ${failure.list_tool}.`
      );
    case 'ambiguous_name':
      return (
        `Several entities of type ${failure.entity} are named ${quote(failure.given)}: ${names(failure.matches)}. ` +
        'Call again with one of these ids.'
      );
    case 'unknown_tenant':
      return `The tenant ${quote(failure.given)} does not exist or is not open to this user. Call again with tenant_id as one of: ${values(failure.allowed)}.`;
    case 'tenant_required':
      return `This user works in several tenants, and the call does not say which. Give tenant_id, one of: ${values(failure.allowed)}.`;
    case 'wrong_region':
      return failure.tenants.map(regionWords).join(' ');
    case 'cursor_invalid':
      return `The cursor was refused: ${CURSOR_WORDS[failure.problem]}.`;
    case 'job_invalid':
      return `The job_id was refused: ${JOB_WORDS[failure.problem]}.`;
    case 'job_failed':
      return 'The query did not end within 5 minutes and was stopped. Ask for fewer dimensions or a shorter period, with the tool that started it.';
    case 'insufficient_scope':
      return 'The access token lacks a scope that this tool needs. Sign in again and approve it.';
    case 'permission_denied':
      return `Optimove refused this call: the user's role lacks the permission ${quote(failure.needs)}. Calling again does not help: a tenant administrator can grant it, and optimove_get_tenant has what this user may do.`;
    case 'rate_limited':
      return `Too many calls: the user's rate limit is used up. Call again in ${failure.retry_after_seconds} seconds.`;
    case 'upstream_unavailable':
      return 'Optimove did not answer this call, or not in a form that can be used. Nothing was changed. Call again with the same arguments in 60 seconds; if it fails again, optimove_get_platform_status has the known incidents.';
    case 'upstream_too_large':
      return 'The answer of Optimove is larger than this connector takes. Call again with a lower limit or narrower filters.';
    case 'upstream_timeout':
      return `Optimove took longer than ${failure.seconds} seconds. Nothing was changed. Call again with a shorter period, narrower filters or a lower limit.`;
    case 'result_too_large':
      return `The result is larger than ${failure.cap} tokens and cannot be divided. Call again with a lower limit, fewer ids, a shorter period or narrower filters, or read single entities with the get tools.`;
    case 'audit_unavailable':
      return failure.ran
        ? 'The result is withheld, because the connector could not complete its audit log. If this call creates a draft, look for the draft before calling again; else call again in 60 seconds.'
        : 'The call was refused, because the connector cannot write its audit log. Nothing was done. Call again in 60 seconds.';
    case 'audience_unclear':
      return (
        'Nothing was done, because this audience is not clear. ' +
        [
          ...failure.phrases.slice(0, PHRASES_SHOWN).map(phraseWords),
          ...exampleWords(failure.phrases),
          ...(failure.problems.length > 0 ? [`${problemsWords(failure.problems)}.`] : []),
        ].join(' ') +
        ' Correct it and call again.'
      );
    case 'name_taken':
      return (
        'Nothing was created: the name is taken' +
        (failure.existing === undefined
          ? ''
          : ` by ${names([failure.existing])}, status ${neutralise(failure.existing.status)}, ${neutralise(failure.existing.url)}`) +
        '. If that is what was wanted, use it; otherwise call again with another name.'
      );
    case 'idempotency_key_reused':
      return 'Nothing was created: this idempotency_key came before with other content. Repeat the first call exactly to get its draft, or call again with a new key.';
    case 'draft_unknown':
      return (
        `It is not known whether the draft ${quote(failure.name)} was created: Optimove gave no clear answer. ` +
        `Find out with ${LIST_TOOLS[failure.type]}, created_after -1h and the name as query; or call again with the same arguments: ` +
        (failure.keyed
          ? 'the same idempotency_key never makes a second draft.'
          : 'if the draft exists, the error names it.')
      );
    case 'draft_unconfirmed':
      return (
        `Optimove took the draft ${quote(failure.name)}, but its answer does not confirm a draft of type ${failure.type}. ` +
        `Do not call again. Look at what is there with ${LIST_TOOLS[failure.type]}, and report it at support.optimove.com with the tag mcp-connector.`
      );
  }
}

/** Also what the address of a tenant in another region answers. */
export function regionWords({ id, region, endpoint }: TenantElsewhere): string {
  const place = endpoint === undefined ? 'the Optimove MCP endpoint of that region' : endpoint;
  return `The tenant ${quote(id)} is kept in region ${neutralise(region)}, which this connector does not serve: nothing of it was read. Connect to ${place} instead.`;
}

const LIST_TOOLS: Readonly<Record<DraftType, string>> = {
  campaign: 'optimove_list_campaigns',
  trigger: 'optimove_list_triggers',
  stream: 'optimove_list_streams',
  target_group: 'optimove_list_target_groups',
};

/** What is not the caller's is refused in the same words as what nobody has: they do not tell whether somebody else has it. */
const FOREIGN_CURSOR =
  'this server did not issue it for this user and this call. Pass next_cursor unchanged and repeat the other arguments, or start again without cursor';
const FOREIGN_JOB =
  'this server did not issue it for this user. Pass job.id unchanged, or ask the query again';

const CURSOR_WORDS = {
  altered: FOREIGN_CURSOR,
  foreign: FOREIGN_CURSOR,
  expired: 'it is too old, or the entity has changed since. Start again without cursor',
} as const;

const JOB_WORDS = {
  altered: FOREIGN_JOB,
  foreign: FOREIGN_JOB,
  expired: 'jobs are kept for 24 hours. Ask the query again',
  gone: 'Optimove no longer has this job for this user. Ask the query again',
} as const;

/** Longer texts of the caller or the tenant, and longer lists, add nothing to an error. */
const QUOTED_CHARACTERS = 120;
const VALUES_SHOWN = 50;
const PHRASES_SHOWN = 20;
const PROBLEMS_SHOWN = 20;
const EXAMPLES_SHOWN = 3;

function quote(text: string): string {
  const characters = Array.from(neutralise(text.slice(0, 10 * QUOTED_CHARACTERS)));
  const shown = characters.slice(0, QUOTED_CHARACTERS).join('');
  return JSON.stringify(characters.length > QUOTED_CHARACTERS ? `${shown}…` : shown);
}

function names(entities: readonly { id: string; name: string }[]): string {
  return entities
    .map(({ id, name }) => `${quote(name)} (id ${neutralise(id).slice(0, QUOTED_CHARACTERS)})`)
    .join(', ');
}

function values(allowed: readonly string[]): string {
  const shown = allowed.slice(0, VALUES_SHOWN).map(quote).join(', ');
  return allowed.length > VALUES_SHOWN ? `${shown} and ${allowed.length - VALUES_SHOWN} more` : shown;
}

/** Each way to say it once: most phrases have the same. */
function exampleWords(phrases: readonly UnclearPhrase[]): string[] {
  const examples = [...new Set(phrases.map(({ say }) => say))].filter((say) => say !== '');
  return examples.length === 0
    ? []
    : [
        `What can be said looks like ${examples.slice(0, EXAMPLES_SHOWN).map(quote).join(' or ')}: keep the meaning of the person who asks.`,
      ];
}

function problemsWords(problems: readonly ArgumentProblem[]): string {
  const shown = problems.slice(0, PROBLEMS_SHOWN).map(problemWords);
  const more = problems.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function problemWords({ argument, problem, allowed = [], nearest = [] }: ArgumentProblem): string {
  const hint = allowed.length === 0 ? '' : ` (allowed: ${values(allowed)})`;
  const known = nearest.length === 0 ? '' : ` (nearest: ${names(nearest)})`;
  return `${neutralise(argument)} ${neutralise(problem)}${hint}${known}`;
}

function phraseWords({ phrase, reason, candidates }: UnclearPhrase): string {
  const meant = candidates.length === 0 ? '' : ` Nearest: ${values(candidates)}.`;
  return `${quote(phrase)}: ${neutralise(reason).replace(/(?<![.?])$/u, '.')}${meant}`;
}
