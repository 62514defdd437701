/** The part of JSON Schema 2020-12 that the document uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  minProperties?: number;
  additionalProperties?: boolean | JsonSchema;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema?: JsonSchema;
  content?: { 'application/json': { schema: JsonSchema } };
  example?: unknown;
}

type Content = Record<string, { schema: JsonSchema; example?: unknown }>;

export interface DescribedOperation {
  operationId: string;
  parameters: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { $ref?: string; content?: Content }>;
  security: Record<string, string[]>[];
  'x-effect': string;
}

export interface OpenApi {
  servers: { url: string }[];
  paths: Record<string, Record<string, DescribedOperation>>;
  components: {
    schemas: Record<string, JsonSchema>;
    responses: Record<string, { content: Content }>;
    securitySchemes: Record<string, { type: string; name?: string }>;
  };
}

/** An operation with its address. */
export type Addressed = DescribedOperation & { method: string; path: string };

export function operationsOf({ paths }: OpenApi): Addressed[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      path,
      method: method.toUpperCase(),
    })),
  );
}

/** The schema of the value that a parameter carries. */
export function schemaOfParameter({ schema, content }: Parameter): JsonSchema {
  return content?.['application/json'].schema ?? schema ?? {};
}
