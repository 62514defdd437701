import type { z } from 'zod';
import type { ReadOperation } from '../ports.ts';

/** A GET of the tenant API, below `/api/v1`. There is no way to state any other method. */
export function readOperation<Answer extends z.ZodType>(
  path: ReadOperation<Answer>['path'],
  answer: Answer,
): ReadOperation<Answer> {
  return { kind: 'read', path, answer };
}
