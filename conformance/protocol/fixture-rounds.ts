import { acceptedContent, inputRequired, inputResponse } from '@modelcontextprotocol/server';
import type { CallToolResult, McpServer, RequestStateCodec } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { declaredCapabilities } from './declared-capabilities.ts';

const nameSchema = z.object({ name: z.string() });
const colorSchema = z.object({ color: z.string() });
const okSchema = z.object({ ok: z.boolean() });

const askName = inputRequired.elicit({ message: 'What is your name?', requestedSchema: nameSchema });
const askRoots = inputRequired.listRoots();

const name = (suffix: string) => `test_input_required_result_${suffix}`;

/** Tools that need answers of the client before they can end, in one round or more. */
export function registerRounds(server: McpServer, state: RequestStateCodec<{ round: number }>): void {
  const asking = { description: 'Asks back.' };

  server.registerTool(name('elicitation'), asking, async ({ mcpReq }) => {
    const answer = acceptedContent(mcpReq.inputResponses, 'user_name', nameSchema);
    return answer === undefined
      ? inputRequired({ inputRequests: { user_name: askName } })
      : done(`Hello, ${answer.name}!`);
  });
  server.registerTool(name('sampling'), asking, async ({ mcpReq }) => {
    const answer = inputResponse(mcpReq.inputResponses, 'capital_question');
    return answer.kind === 'sampling'
      ? done(JSON.stringify(answer.result.content))
      : inputRequired({ inputRequests: { capital_question: sample('What is the capital of France?', 100) } });
  });
  server.registerTool(name('list_roots'), asking, async ({ mcpReq }) => {
    const answer = inputResponse(mcpReq.inputResponses, 'client_roots');
    return answer.kind === 'roots'
      ? done(answer.roots.map(({ uri }) => uri).join(', '))
      : inputRequired({ inputRequests: { client_roots: askRoots } });
  });
  for (const suffix of ['request_state', 'tampered_state']) {
    server.registerTool(name(suffix), asking, async ({ mcpReq }) => {
      const answer = acceptedContent(mcpReq.inputResponses, 'confirm', okSchema);
      if (answer !== undefined && mcpReq.requestState<{ round: number }>()?.round === 1)
        return done('state-ok');
      const confirm = inputRequired.elicit({ message: 'Please confirm', requestedSchema: okSchema });
      return inputRequired({ inputRequests: { confirm }, requestState: await state.mint({ round: 1 }) });
    });
  }
  server.registerTool(name('multiple_inputs'), asking, async ({ mcpReq }) => {
    const { inputResponses } = mcpReq;
    const answer = acceptedContent(inputResponses, 'user_name', nameSchema);
    const greeting = inputResponse(inputResponses, 'greeting');
    const roots = inputResponse(inputResponses, 'client_roots');
    if (answer !== undefined && greeting.kind === 'sampling' && roots.kind === 'roots') {
      return done(`${answer.name}: ${roots.roots.length} roots`);
    }
    return inputRequired({
      inputRequests: {
        user_name: askName,
        greeting: sample('Generate a greeting', 50),
        client_roots: askRoots,
      },
      requestState: await state.mint({ round: 1 }),
    });
  });
  server.registerTool(name('multi_round'), asking, async ({ mcpReq }) => {
    const round = mcpReq.requestState<{ round: number }>()?.round ?? 0;
    const color = acceptedContent(mcpReq.inputResponses, 'step2', colorSchema);
    if (round === 2 && color !== undefined) return done(`A fine choice: ${color.color}.`);
    const named = acceptedContent(mcpReq.inputResponses, 'step1', nameSchema);
    if (round === 1 && named !== undefined) {
      const step2 = inputRequired.elicit({
        message: 'Step 2: What is your favorite color?',
        requestedSchema: colorSchema,
      });
      return inputRequired({ inputRequests: { step2 }, requestState: await state.mint({ round: 2 }) });
    }
    const step1 = inputRequired.elicit({
      message: 'Step 1: What is your name?',
      requestedSchema: nameSchema,
    });
    return inputRequired({ inputRequests: { step1 }, requestState: await state.mint({ round: 1 }) });
  });
  server.registerTool(name('capabilities'), asking, async (context) => {
    const declared = declaredCapabilities(context);
    const inputRequests = {
      ...(declared.has('elicitation') && { user_name: askName }),
      ...(declared.has('sampling') && { greeting: sample('Generate a greeting', 50) }),
      ...(declared.has('roots') && { client_roots: askRoots }),
    };
    return Object.keys(inputRequests).length === 0 || context.mcpReq.inputResponses !== undefined
      ? done('Nothing more is needed.')
      : inputRequired({ inputRequests });
  });
}

function sample(question: string, maxTokens: number) {
  return inputRequired.createMessage({
    messages: [{ role: 'user', content: { type: 'text', text: question } }],
    maxTokens,
  });
}

function done(said: string): CallToolResult {
  return { content: [{ type: 'text', text: said }] };
}
