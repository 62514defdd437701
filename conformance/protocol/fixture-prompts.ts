import { acceptedContent, completable, inputRequired } from '@modelcontextprotocol/server';
import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { PNG } from './fixture-media.ts';

const contextSchema = z.object({ context: z.string() });

export function registerPrompts(server: McpServer): void {
  server.registerPrompt('test_simple_prompt', { description: 'Says one thing.' }, async () => ({
    messages: [said('This is a simple prompt for testing.')],
  }));
  server.registerPrompt(
    'test_prompt_with_arguments',
    {
      description: 'Says what it was given.',
      argsSchema: z.object({
        arg1: completable(z.string(), (begun) => ['paris', 'park'].filter((word) => word.startsWith(begun))),
        arg2: z.string(),
      }),
    },
    async ({ arg1, arg2 }) => ({
      messages: [said(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)],
    }),
  );
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'Brings a resource along.', argsSchema: z.object({ resourceUri: z.string() }) },
    async ({ resourceUri: uri }) => ({
      messages: [
        {
          role: 'user',
          content: {
            type: 'resource',
            resource: { uri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' },
          },
        },
        said('Please process the embedded resource above.'),
      ],
    }),
  );
  server.registerPrompt('test_prompt_with_image', { description: 'Brings an image along.' }, async () => ({
    messages: [
      { role: 'user', content: { type: 'image', data: PNG, mimeType: 'image/png' } },
      said('Please analyze the image above.'),
    ],
  }));
  server.registerPrompt(
    'test_input_required_result_prompt',
    { description: 'Asks back.' },
    async ({ mcpReq }) => {
      const answer = acceptedContent(mcpReq.inputResponses, 'user_context', contextSchema);
      if (answer !== undefined) return { messages: [said(`In the context of ${answer.context}.`)] };
      const user_context = inputRequired.elicit({
        message: 'What context should the prompt use?',
        requestedSchema: contextSchema,
      });
      return inputRequired({ inputRequests: { user_context } });
    },
  );
}

function said(text: string) {
  return { role: 'user', content: { type: 'text', text } } as const;
}
