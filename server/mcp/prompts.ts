import {
  ProtocolError,
  ProtocolErrorCode,
  type GetPromptResult,
  type Prompt as ListedPrompt,
} from '@modelcontextprotocol/server';
import type { Principal } from '../ports.ts';
import type { Prompt, PromptValues } from '../prompts/define.ts';
import { promptText } from '../prompts/prompt-text.ts';
import { neutralise } from '../shaping/untrusted-text.ts';
import type { HostRequest } from './host-request.ts';
import { nearest } from './nearest.ts';

/** Asked for by every prompt where the caller has several tenants. */
export const TENANT_ARGUMENT = { name: 'tenant_id', description: 'Tenant to work in.' } as const;
const VALUE_CHARACTERS = 500;

/**
 * Prompts whose every tool the caller has: one that drafts is not there for a token that only reads.
 *
 * @see MCP 2026-07-28, Prompts
 */
export function createPrompts(prompts: readonly Prompt[]) {
  const shownTo = ({ tools }: HostRequest) =>
    prompts.filter((prompt) => prompt.steps({}).every(({ tool }) => tools.has(tool)));

  return {
    list(request: HostRequest): ListedPrompt[] {
      return shownTo(request).map((prompt) => ({
        name: prompt.name,
        title: prompt.title,
        description: prompt.description,
        arguments: argumentsOf(prompt, request.principal),
      }));
    },

    get(name: string, given: Readonly<Record<string, string>>, request: HostRequest): GetPromptResult {
      const shown = shownTo(request);
      const prompt = shown.find((one) => one.name === name);
      if (prompt === undefined)
        throw refusal(
          `Unknown prompt. ${hint(
            name,
            shown.map((one) => one.name),
          )}`,
        );
      const known = argumentsOf(prompt, request.principal);
      const names = known.map((argument) => argument.name);
      const strange = Object.keys(given).find((argument) => !names.includes(argument));
      if (strange !== undefined) throw refusal(`Unknown argument. ${hint(strange, names)}`);
      const seen: PromptValues = Object.fromEntries(
        Object.entries(given)
          .map(([argument, value]) => [argument, neutralise(value).trim()] as const)
          .filter(([, value]) => value !== ''),
      );
      const missing = known.find((argument) => argument.required && seen[argument.name] === undefined);
      if (missing) throw refusal(`The argument ${missing.name} is required: ${missing.description}`);

      const { tenant_id, ...values } = seen;
      const long = Object.keys(values).find((argument) => (values[argument]?.length ?? 0) > VALUE_CHARACTERS);
      if (long !== undefined)
        throw refusal(`The argument ${long} must have at most ${VALUE_CHARACTERS} characters.`);
      const tenants = request.principal.tenants.map(({ id }) => id);
      if (tenant_id !== undefined && !tenants.includes(tenant_id))
        throw refusal(`tenant_id must be one of ${tenants.join(', ')}.`);
      const text = promptText(prompt, values, tenant_id);
      return {
        description: prompt.description,
        messages: [{ role: 'user', content: { type: 'text', text } }],
      };
    },
  };
}

function argumentsOf(prompt: Prompt, { tenants }: Principal) {
  const own = prompt.arguments.map(({ name, description, required }) => ({
    name,
    description,
    required: required ?? false,
  }));
  return tenants.length > 1 ? [{ ...TENANT_ARGUMENT, required: true }, ...own] : own;
}

function hint(given: string, names: readonly string[]): string {
  if (names.length === 0) return 'There are none here.';
  const meant = nearest(given, names);
  return meant === undefined ? `There are: ${names.join(', ')}.` : `The nearest is ${meant}.`;
}

function refusal(words: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, words);
}
