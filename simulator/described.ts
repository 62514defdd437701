import { API_FACTS, operationOf } from './endpoints/open-api.ts';
import type { NamedEndpoint } from './endpoints/registry.ts';
import { openApiDocument } from './open-api/document.ts';
import type { Operation } from './open-api/operation.ts';
import { functionOperation, PUBLIC_API_FACTS } from './public/open-api.ts';
import type { NamedFunction } from './public/registry.ts';

/** The operations of both APIs, as the document describes them. */
export function operationsOfBoth(
  endpoints: readonly NamedEndpoint[],
  functions: readonly NamedFunction[],
): Operation[] {
  return [...endpoints.map(operationOf), ...functions.map(functionOperation)];
}

/** The OpenAPI document of both APIs. */
export function documentOf(
  endpoints: readonly NamedEndpoint[],
  functions: readonly NamedFunction[],
  origin: string,
): object {
  const facts = {
    tags: { ...API_FACTS.tags, ...PUBLIC_API_FACTS.tags },
    securitySchemes: { ...API_FACTS.securitySchemes, ...PUBLIC_API_FACTS.securitySchemes },
  };
  return openApiDocument(operationsOfBoth(endpoints, functions), facts, origin);
}
