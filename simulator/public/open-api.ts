import { z } from 'zod';
import type { ApiFacts, Operation, RefusalFacts } from '../open-api/operation.ts';
import type { NamedFunction } from './registry.ts';
import { rolesFor } from './roles.ts';

/** What is told of the public API as a whole; a tag is a category of it. */
export const PUBLIC_API_FACTS: ApiFacts = {
  tags: {
    Actions: 'Public API: campaigns that were executed, and their actions.',
    Apikey: 'Public API: the key itself.',
    Customers: 'Public API: customers, page by page.',
    General: 'Public API: freshness of the data, and listeners.',
    Groups: 'Public API: target groups by id and name.',
    Integrations: 'Public API: channels, templates, metrics and promo codes.',
    'Lists and events': 'Public API: customer lists, events and approvals.',
    Model: 'Public API: attributes, lifecycle stages and micro-segments.',
    OptiPromo: 'Public API: the life of a promotion.',
    Optimail: 'Public API: mail templates, and who left.',
    Segments: 'Public API: value segments.',
    TransactionalMail: 'Public API: mails that are sent at once.',
  },
  securitySchemes: {
    apiKey: {
      type: 'apiKey',
      in: 'header',
      name: 'X-API-KEY',
      description: 'A key of a tenant, such as `demo-lumenplay-admin`.',
    },
  },
};

const PROBLEM = z.object({ status: z.int(), error: z.string(), message: z.string() });

function refusal(status: number, name: string, description: string): RefusalFacts {
  return { name: `public_${name}`, status, description, schemaName: 'public-error', schema: PROBLEM };
}
const INVALID = refusal(400, 'invalid_request', 'a parameter or the body is wrong, and nothing was done.');
const UNAUTHORIZED = refusal(401, 'unauthorized', 'no key, or one that is unknown.');
const FORBIDDEN = refusal(403, 'forbidden', 'the role of the key does not reach so far.');
const NOT_FOUND = refusal(404, 'not_found', 'the tenant of the key does not have it.');
const CONFLICT = refusal(409, 'conflict', 'what is there already stands against it.');
const TOO_MANY = refusal(429, 'rate_limited', 'more than 50 calls of the key in 10 seconds.');
const FAILED = refusal(500, 'internal_error', 'a fault that was set, or a bug of the simulator.');

/** The category of a path: its first part, or what its functions are called together. */
export function categoryOf(path: string): string {
  const [first = '', second = ''] = path.split('/').slice(1);
  if (/^[A-Z]/.test(first)) return first;
  return { promotions: 'OptiPromo', promocodes: 'OptiPromo' }[second] ?? 'Lists and events';
}

/** A function of the public API, as the OpenAPI document describes it. */
export function functionOperation(called: NamedFunction): Operation {
  const { id, method, path, aliases = [], summary, effect, evidence, query, body, answer } = called;
  const roles = rolesFor(path);
  const isEmpty = answer instanceof z.ZodNull;
  const known = aliases.length === 0 ? '' : ` Also known as ${aliases.join(', ')}.`;
  return {
    id,
    method,
    path,
    tag: categoryOf(path),
    summary,
    description: `Takes a key of the role ${roles.join(' or ')}. Effect: ${effect}. Evidence: ${evidence}.${known}`,
    security: 'apiKey',
    query,
    headers: {},
    body,
    answers: [
      { status: 200, description: isEmpty ? 'Done.' : 'The answer.', schema: isEmpty ? null : answer },
      ...(called.limit === undefined
        ? []
        : [{ status: 206, description: 'Sent, with personalization tags left out.', schema: answer }]),
    ],
    refusals: [
      INVALID,
      UNAUTHORIZED,
      FORBIDDEN,
      NOT_FOUND,
      ...(effect === 'read' ? [] : [CONFLICT]),
      TOO_MANY,
      FAILED,
    ],
    example: undefined,
    extensions: { 'x-family': 'public', 'x-effect': effect, 'x-roles': roles, 'x-evidence': evidence },
  };
}
