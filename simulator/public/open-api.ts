import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type { ApiFacts, Operation, RefusalFacts } from '../open-api/operation.ts';
import type { NamedFunction } from './registry.ts';
import { rolesFor } from './roles.ts';

/** What is told of the public API as a whole; a tag is the category of a function. */
export const PUBLIC_FACTS: ApiFacts = {
  tags: {
    Actions: 'Actions and the campaigns that executed them.',
    Apikey: 'The key of the caller.',
    Customers: 'Customers: whom campaigns reached, and what is known of them.',
    General: 'The tenant as a whole, and who is told of its events.',
    Groups: 'Target groups, by number, name and day.',
    Integrations: 'What execution channels tell and take.',
    Model: 'Attributes, lifecycle stages and microsegments.',
    Optimail: 'Templates and unsubscribers of OptiMail.',
    Segments: 'Value segments.',
    TransactionalMail: 'Mail that is sent to one customer at once.',
    'conditional-execution': 'Conditional execution of triggered campaigns.',
    promocodes: 'Promo codes of OptiPromo.',
    promotions: 'Promotions of OptiPromo.',
    reportServer: 'Events, as the SDKs report them.',
    saveEvent: 'Events, one by one.',
    'target-group': 'Target groups of a list of customers.',
    triggered_conditional_execution_gateway: 'The gateway of conditional execution.',
  },
  securitySchemes: {
    apiKey: {
      type: 'apiKey',
      in: 'header',
      name: 'X-API-KEY',
      description: 'A key of the public API, such as `demo-lumenplay-admin`.',
    },
  },
};

const problemSchema = z.object({ status: z.int(), error: z.string(), message: z.string() });

const REFUSALS = {
  400: 'a parameter or the body is wrong.',
  401: 'no key, or one that is unknown.',
  403: 'the role of the key may not call this.',
  404: 'what the call names is not in the tenant.',
  409: 'what is there already stands against it.',
  429: 'the key called too often.',
  500: 'a fault that was set, or a bug of the simulator.',
} as const;

/** A function of the public API, as the document describes it. */
export function operationOfFunction(called: NamedFunction): Operation {
  const { id, method, path, summary, effect, evidence, query, body, answer, limit } = called;
  const schema = answer instanceof z.ZodNull ? null : answer;
  const roles = rolesFor(path);
  return {
    id,
    method,
    path,
    tag: tagOf(path),
    summary: summary.replace(/\.$/, ''),
    description: descriptionOf(called),
    security: 'apiKey',
    query,
    headers: {},
    body,
    answers: [
      { status: 200, description: 'The answer.', schema },
      ...(limit === 'transactional' ? [{ status: 206, description: 'Not all of it was sent.', schema }] : []),
    ],
    refusals: Object.entries(REFUSALS).map(refusal),
    extensions: { 'x-effect': effect, 'x-permission': null, 'x-roles': roles, 'x-evidence': evidence },
    example: undefined,
  };
}

function refusal([status, description]: [string, string]): RefusalFacts {
  const name = `public_${(STATUS_CODES[status] ?? status).toLowerCase().replaceAll(' ', '_')}`;
  return { name, status: Number(status), description, schemaName: 'problem', schema: problemSchema };
}

function descriptionOf({ path, aliases = [], effect, evidence }: NamedFunction): string {
  const also =
    aliases.length === 0 ? '' : ` Also known as ${aliases.map((alias) => `\`${alias}\``).join(', ')}.`;
  return `Takes a key of the role ${rolesFor(path).join(' or ')}. Effect: ${effect}. Evidence: ${evidence}.${also}`;
}

/** `/Actions/GetAllActions` is of the category Actions, `/v1/promotions/…` about promotions. */
function tagOf(path: string): string {
  const words = path.split('/').filter((word) => !/^(?:|api|v\d)$/.test(word));
  return words[0] ?? '';
}
