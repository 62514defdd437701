import type { z } from 'zod';

/** Why an operation may give no answer, as one component of the document that all operations share. */
export interface RefusalFacts {
  /** The name of the component. */
  readonly name: string;
  readonly status: number;
  readonly description: string;
  /** Refusals of one form share its schema. */
  readonly schemaName: string;
  readonly schema: z.ZodType;
  readonly headers?: Readonly<Record<string, { description: string; schema: object }>>;
}

/** What a call of the demo world with seed 1 takes to succeed, where that does not follow from a list beside it. */
export interface Example {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
  /** The ids of the operations that have to be done first, each about what the one before answered with, as the call itself is. */
  readonly after?: readonly string[];
}

/** What the document says of one operation, whichever API of the simulator it belongs to. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** With `:name` for a parameter. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  /** The name of a security scheme. */
  readonly security: string;
  readonly query: z.ZodObject;
  readonly headers: Readonly<Record<string, z.ZodType>>;
  readonly body: z.ZodType | undefined;
  /** By status; a null schema is an empty answer. */
  readonly answers: readonly { status: number; description: string; schema: z.ZodType | null }[];
  readonly refusals: readonly RefusalFacts[];
  readonly example: Example | undefined;
  readonly extensions: Readonly<Record<`x-${string}`, unknown>>;
}

/** What is told of an API as a whole. */
export interface ApiFacts {
  readonly tags: Readonly<Record<string, string>>;
  readonly securitySchemes: Readonly<Record<string, object>>;
}
