import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
import type { JsonSchemaType, JsonSchemaValidator, jsonSchemaValidator } from '@modelcontextprotocol/client';

/** Compiles each schema once for all clients of a run: the compiler knows a schema again that is the same object. */
class CompiledSchemas implements jsonSchemaValidator {
  readonly #compiler = new AjvJsonSchemaValidator();
  readonly #seen = new Map<string, JsonSchemaType>();

  getValidator<Value>(schema: JsonSchemaType): JsonSchemaValidator<Value> {
    const text = JSON.stringify(schema);
    // Of two schemas by one name, the compiler would take the second for the first.
    if (text.includes('"$id"')) return new AjvJsonSchemaValidator().getValidator(schema);
    const same = this.#seen.get(text) ?? schema;
    this.#seen.set(text, same);
    return this.#compiler.getValidator(same);
  }
}

export const COMPILED_SCHEMAS = new CompiledSchemas();
