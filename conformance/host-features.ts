import { z } from 'zod';
import type { Connector, Who } from './connector.ts';
import { NotApplicable } from './finding.ts';
import { send } from './client/eras.ts';
import type { Era, Reply } from './client/eras.ts';
import { jsonSchema } from './client/wire.ts';
import type { Json } from './client/wire.ts';

const promptSchema = z.looseObject({
  name: z.string(),
  arguments: z.array(z.looseObject({ name: z.string(), required: z.boolean().optional() })).default([]),
});
export type Prompt = z.infer<typeof promptSchema>;

const resourceSchema = z.looseObject({ uri: z.string(), mimeType: z.string().optional() });
export type Resource = z.infer<typeof resourceSchema>;

const templateSchema = z.looseObject({ uriTemplate: z.string() });

/** The prompts that a person is offered; NotApplicable where there are none. */
export async function promptsOf(connector: Connector, era: Era, who: Who = 'wide'): Promise<Prompt[]> {
  return promptSchema.array().parse(await offered(connector, era, 'prompts/list', 'prompts', who));
}

export async function resourcesOf(connector: Connector, era: Era, who: Who = 'wide'): Promise<Resource[]> {
  return resourceSchema.array().parse(await offered(connector, era, 'resources/list', 'resources', who));
}

/** The variables of each template of addresses, by template. */
async function templatesOf(connector: Connector, era: Era): Promise<{ uri: string; variables: string[] }[]> {
  const found = await offered(connector, era, 'resources/templates/list', 'resourceTemplates', 'wide');
  return templateSchema
    .array()
    .parse(found)
    .map(({ uriTemplate: uri }) => ({
      uri,
      variables: [...uri.matchAll(/\{[+#./;?&]?(\w+)\}/gu)].map(([, name]) => name ?? ''),
    }));
}

/** One page is enough here: whatever is on it has to hold. */
async function offered(
  connector: Connector,
  era: Era,
  method: string,
  member: string,
  who: Who,
): Promise<Json[]> {
  const { answer } = await send(connector, era.ask(method), who);
  const found = jsonSchema.array().safeParse(answer?.result?.[member]);
  if (!found.success || found.data.length === 0)
    throw new NotApplicable(`the connector offers nothing by ${method}`);
  return found.data;
}

/** Everything that completion can be asked about: arguments of prompts, variables of addresses. */
export async function completable(connector: Connector, era: Era): Promise<{ ref: Json; name: string }[]> {
  const prompts = await orNone(promptsOf(connector, era));
  const templates = await orNone(templatesOf(connector, era));
  return [
    ...prompts.flatMap((prompt) =>
      prompt.arguments.map(({ name }) => ({ ref: { type: 'ref/prompt', name: prompt.name }, name })),
    ),
    ...templates.flatMap(({ uri, variables }) =>
      variables.map((name) => ({ ref: { type: 'ref/resource', uri }, name })),
    ),
  ];
}

async function orNone<Thing>(found: Promise<Thing[]>): Promise<Thing[]> {
  return found.catch((error: unknown) => {
    if (error instanceof NotApplicable) return [];
    throw error;
  });
}

const completionSchema = z.looseObject({ completion: z.looseObject({ values: z.array(z.string()) }) });

/** What is offered for what was typed so far, in the name of a person. */
export async function completions(
  connector: Connector,
  era: Era,
  { ref, name }: { ref: Json; name: string },
  value = '',
  who: Who = 'wide',
): Promise<{ values: string[] | null; reply: Reply }> {
  const params = { ref, argument: { name, value } };
  const reply = await send(connector, era.ask('completion/complete', params), who);
  const found = completionSchema.safeParse(reply.answer?.result);
  return { values: found.success ? found.data.completion.values : null, reply };
}
