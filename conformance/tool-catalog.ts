import { z } from 'zod';
import { jsonSchema } from './client/wire.ts';
import type { Json } from './client/wire.ts';

/** A tool as `tools/list` shows it, nothing added and nothing lost. */
export const toolDefinitionSchema = z.looseObject({
  name: z.string(),
  title: z.unknown().optional(),
  description: z.unknown().optional(),
  inputSchema: z.unknown().optional(),
  outputSchema: z.unknown().optional(),
  annotations: z.unknown().optional(),
});
export type ToolDefinition = z.infer<typeof toolDefinitionSchema>;

/** The seven kinds of entities that the page says are listed and fetched. */
export const ENTITIES = [
  'campaign',
  'promotion',
  'trigger',
  'journey',
  'stream',
  'segment',
  'target_group',
] as const;
export type Entity = (typeof ENTITIES)[number];

/** The four kinds of entities that the page lets a tool draft. */
export const BUILDERS = ['campaign', 'trigger', 'stream', 'target_group'] as const;

/** The words of a tool's name, without the prefix and in order. */
export function wordsOf(tool: Pick<ToolDefinition, 'name'>): string[] {
  return tool.name
    .toLowerCase()
    .split(/[_.-]+/u)
    .filter((word) => word !== 'optimove' && word !== '');
}

/** A tool that makes something is a builder; its name says so, whatever its annotations claim. */
export function isBuilder(tool: Pick<ToolDefinition, 'name'>): boolean {
  return wordsOf(tool).some((word) => word === 'create' || word === 'draft' || word === 'build');
}

/** The builder whose name ends in the entity. */
export function builderFor(
  catalog: readonly ToolDefinition[],
  entity: (typeof BUILDERS)[number],
): ToolDefinition | undefined {
  return catalog.find((tool) => isBuilder(tool) && wordsOf(tool).join('_').endsWith(entity));
}

/** The tool whose name is a verb and the entity, in whatever order: `list_campaigns`, `campaigns_list`. */
export function toolFor(
  catalog: readonly ToolDefinition[],
  verb: 'list' | 'get',
  entity: string,
): ToolDefinition | undefined {
  const wanted = new Set([verb, ...entity.split('_')]);
  return catalog.find((tool) => {
    const words = wordsOf(tool).map((word) => (word === verb ? word : word.replace(/s$/u, '')));
    return words.length === wanted.size && words.every((word) => wanted.has(word));
  });
}

/** The schemas of the parameters that a tool takes, by name. */
export function propertiesOf(tool: ToolDefinition): Record<string, Json> {
  const properties =
    jsonSchema.safeParse(jsonSchema.safeParse(tool.inputSchema).data?.['properties']).data ?? {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, jsonSchema.safeParse(schema).data ?? {}]),
  );
}

/** The names of the parameters that a tool cannot do without. */
export function requiredBy({ inputSchema }: ToolDefinition): string[] {
  const required = jsonSchema.safeParse(inputSchema).data?.['required'];
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}

/** The names of those that it can do without. */
export function optionalOf(tool: ToolDefinition): string[] {
  const required = new Set(requiredBy(tool));
  return Object.keys(propertiesOf(tool)).filter((name) => !required.has(name));
}

/** `value` in the form that the parameter takes: alone, or as a list of one. */
export function argumentFor(tool: ToolDefinition, parameter: string, value: string): Json {
  const schema = propertiesOf(tool)[parameter];
  return { [parameter]: schema?.['type'] === 'array' ? [value] : value };
}

/** The two hints of a tool; one that is not there counts as false. */
export function hintsOf(tool: ToolDefinition): { readOnly: boolean; destructive: boolean } {
  const annotations = jsonSchema.safeParse(tool.annotations).data ?? {};
  return {
    readOnly: annotations['readOnlyHint'] === true,
    destructive: annotations['destructiveHint'] === true,
  };
}
