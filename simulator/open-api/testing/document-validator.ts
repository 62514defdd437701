import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {
  operationsOf,
  schemaOfParameter,
  type Addressed,
  type JsonSchema,
  type OpenApi,
} from '../json-schema.ts';

/** Judges requests and answers by the published document alone. It shares no code with the simulator. */
export interface DocumentValidator {
  readonly document: OpenApi;
  readonly operations: readonly Addressed[];
  problemsOfRequest(operation: Addressed, request: Request): Promise<string[]>;
  problemsOfAnswer(operation: Addressed, answer: Response): Promise<string[]>;
  isValid(schema: JsonSchema, value: unknown): boolean;
}

export function createDocumentValidator(document: OpenApi): DocumentValidator {
  // Lengths count UTF-16 code units, as the document says.
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    unicode: false,
    unicodeRegExp: false,
    validateSchema: false,
    logger: false,
  });
  addFormats.default(ajv);
  ajv.addSchema(document, 'openapi');
  const compiled = new Map<string, ReturnType<typeof ajv.compile>>();

  function problemsOf(schema: JsonSchema, value: unknown, where: string): string[] {
    const text = JSON.stringify(schema).replaceAll('"#/', '"openapi#/');
    const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text));
    compiled.set(text, validate);
    return validate(value) === true
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${where}${instancePath} ${message}`);
  }

  return {
    document,
    operations: operationsOf(document),
    isValid: (schema, value) => problemsOf(schema, value, '').length === 0,
    async problemsOfRequest(operation, request) {
      const { parameters, requestBody } = operation;
      const url = new URL(request.url);
      const queries = parameters.filter((parameter) => parameter.in === 'query');
      const known = new Set(queries.map(({ name }) => name));
      const unknown = [...new Set(url.searchParams.keys())].filter((name) => !known.has(name));
      const problems = unknown.map((name) => `query ${name} is not known`);
      for (const parameter of parameters.filter((one) => one.in !== 'path')) {
        const { name, in: where, required } = parameter;
        const header = request.headers.get(name);
        const given = where === 'query' ? url.searchParams.getAll(name) : header === null ? [] : [header];
        if (given.length === 0) problems.push(...(required ? [`${where} ${name} is missing`] : []));
        else
          problems.push(
            ...problemsOf(schemaOfParameter(parameter), valueOf(parameter, given), `${where} ${name}`),
          );
      }
      const schema = requestBody?.content['application/json']?.schema;
      if (schema !== undefined) problems.push(...problemsOf(schema, await request.clone().json(), 'body'));
      return problems;
    },
    async problemsOfAnswer({ operationId, responses }, answer) {
      const where = `${operationId} ${answer.status}`;
      const described = responses[answer.status];
      if (described === undefined) return [`${where} is not described`];
      const name = described.$ref?.split('/').at(-1) ?? '';
      const { content } =
        described.$ref === undefined ? described : (document.components.responses[name] ?? {});
      const text = await answer.clone().text();
      if (content === undefined) return text === '' ? [] : [`${where} has a body`];
      const schema = content[answer.headers.get('content-type') ?? '']?.schema;
      return schema === undefined
        ? [`${where} has the content type ${answer.headers.get('content-type')}`]
        : problemsOf(schema, JSON.parse(text), where);
    },
  };
}

/** What the texts of a parameter stand for. What stands for nothing stays text, which its schema then refuses. */
function valueOf({ schema, content }: Addressed['parameters'][number], given: readonly string[]): unknown {
  if (content !== undefined) return given.length === 1 ? parsed(given[0] ?? '') : given;
  if (schema?.type === 'array') return given.map((text) => scalar(schema.items?.type, text));
  return given.length === 1 ? scalar(schema?.type, given[0] ?? '') : given;
}

function scalar(type: JsonSchema['type'], text: string): unknown {
  if (type === 'integer') return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
