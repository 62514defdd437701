import { apiErrorSchema } from '#contract/api-error.ts';
import type { ApiFacts, Operation, RefusalFacts } from '../open-api/operation.ts';
import type { NamedEndpoint } from './registry.ts';

/** What is told of the platform API as a whole; a tag is the first word of a path that tells what it is about. */
export const API_FACTS: ApiFacts = {
  tags: {
    analytics: 'Results of campaigns, and how many customers audiences have.',
    'analytics-jobs': 'Questions to analytics that take their time.',
    'audience-estimate': 'How many customers some criteria have.',
    campaigns: 'Campaigns: who gets which messages when.',
    channels: 'Channels, by which messages are sent.',
    docs: 'The product documentation.',
    drafts: 'Drafts, which nothing sends until somebody approves them.',
    events: 'Events that customers may cause.',
    me: 'The caller.',
    journeys: 'Journeys: a graph that customers walk.',
    platform: 'The signals of Mission Control: services, pipelines, jobs, errors.',
    promotions: 'Promotions and their codes.',
    schema: 'What the data of a tenant is made of.',
    segments: 'Segments: rules that make an audience.',
    settings: 'What a tenant is called, and where.',
    streams: 'Streams: campaigns in turn, tested against a control group.',
    'target-groups': 'Target groups: audiences that campaigns address.',
    templates: 'Templates of messages.',
    tenants: 'Tenants, and the rights of the caller in them.',
    users: 'Who belongs to a tenant, as what.',
    triggers: 'Triggers, which fire on events.',
  },
  securitySchemes: {
    bearer: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'An access token of the tenant API: by token exchange (RFC 8693), or by `--print-token`.',
    },
  },
};

const REFUSAL = { schemaName: 'error', schema: apiErrorSchema };
const INVALID: RefusalFacts = {
  ...REFUSAL,
  name: 'invalid_request',
  status: 400,
  description: 'a parameter or the body is wrong; `details` says which, and what it takes.',
};
const UNAUTHORIZED: RefusalFacts = {
  ...REFUSAL,
  name: 'unauthorized',
  status: 401,
  description: 'no token, or one that has expired or was revoked.',
  headers: { 'WWW-Authenticate': { description: 'RFC 6750, section 3', schema: { type: 'string' } } },
};
const FORBIDDEN: RefusalFacts = {
  ...REFUSAL,
  name: 'forbidden',
  status: 403,
  description: 'the token lacks the scope, or the user the permission.',
};
const NOT_FOUND: RefusalFacts = {
  ...REFUSAL,
  name: 'not_found',
  status: 404,
  description: 'it does not exist, or the caller may not see it: nothing tells the two apart.',
};
const CONFLICT: RefusalFacts = {
  ...REFUSAL,
  name: 'conflict',
  status: 409,
  description: 'what is there already stands against it.',
};
const UNPROCESSABLE: RefusalFacts = {
  ...REFUSAL,
  name: 'unprocessable',
  status: 422,
  description: 'the idempotency key came before with another body.',
};
const RATE_LIMITED: RefusalFacts = {
  ...REFUSAL,
  name: 'rate_limited',
  status: 429,
  description: 'the user called too often.',
  headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } } },
};
const FAILED: RefusalFacts = {
  ...REFUSAL,
  name: 'internal_error',
  status: 500,
  description: 'a fault that was set, or a bug of the simulator.',
};

/** An endpoint of the route table, as the document describes it. */
export function operationOf(endpoint: NamedEndpoint): Operation {
  const { id, method, path, summary, effect, permission, scope, evidence } = endpoint;
  return {
    id,
    method,
    path,
    tag: tagOf(path),
    summary,
    description: descriptionOf(endpoint),
    security: 'bearer',
    query: endpoint.query,
    headers: endpoint.headers ?? {},
    body: endpoint.body,
    answers: answersOf(endpoint),
    refusals: refusalsOf(endpoint),
    example: endpoint.example,
    extensions: {
      'x-effect': effect,
      'x-permission': permission,
      'x-scope': scope,
      'x-evidence': evidence,
    },
  };
}

/** `/api/v1/tenants/:tenant/campaigns/:id` is about campaigns. */
function tagOf(path: string): string {
  const [, of, , about] = path.replace('/api/v1', '').split('/');
  return of === 'tenants' && about !== undefined ? about : (of ?? '');
}

function descriptionOf({ effect, permission, scope, evidence }: NamedEndpoint): string {
  const takes = [
    ...(scope === null ? ['any live token'] : [`a token with the scope \`${scope}\``]),
    ...(permission === null ? [] : [`the permission \`${permission}\``]),
  ];
  return `Takes ${takes.join(' and ')}. Effect: ${effect}. Evidence: ${evidence}.`;
}

function answersOf({ answer, accepted, effect, headers }: NamedEndpoint): Operation['answers'] {
  const creates = effect === 'create_draft' || effect === 'create_live';
  const repeats = creates && headers !== undefined;
  return [
    ...(creates ? [{ status: 201, description: 'What was made.', schema: answer }] : []),
    ...(repeats
      ? [{ status: 200, description: 'What the same idempotency key had made before.', schema: answer }]
      : []),
    ...(creates ? [] : [{ status: 200, description: 'The answer.', schema: answer }]),
    ...(accepted
      ? [{ status: 202, description: 'A job that the answer will come of.', schema: accepted }]
      : []),
  ];
}

function refusalsOf({ effect, headers, within, path }: NamedEndpoint): readonly RefusalFacts[] {
  const canBeMissing = within === 'tenant' || path.includes(':');
  return [
    INVALID,
    UNAUTHORIZED,
    FORBIDDEN,
    ...(canBeMissing ? [NOT_FOUND] : []),
    ...(effect === 'read' ? [] : [CONFLICT]),
    ...(headers ? [UNPROCESSABLE] : []),
    RATE_LIMITED,
    FAILED,
  ];
}
