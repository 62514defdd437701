import { discover } from '../discover.ts';
import type { Prompt } from './define.ts';

/** Every `*.prompt.ts` of this folder, sorted by name. */
export function loadPrompts(): Promise<readonly Prompt[]> {
  return discover(import.meta.dirname, '.prompt.ts', isPrompt);
}

function isPrompt(value: unknown): value is Prompt {
  return typeof value === 'object' && value !== null && 'steps' in value && 'name' in value;
}
