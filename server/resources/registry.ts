import { discover } from '../discover.ts';
import type { Resource } from './define.ts';

/** Every `*.resource.ts` of this folder, sorted by name. */
export function loadResources(): Promise<readonly Resource[]> {
  return discover(import.meta.dirname, '.resource.ts', isResource);
}

function isResource(value: unknown): value is Resource {
  return typeof value === 'object' && value !== null && 'uri' in value && 'name' in value;
}
