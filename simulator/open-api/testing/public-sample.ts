import { EXAMPLES } from '../../public/testing/examples.ts';
import type { Operation } from '../operation.ts';
import type { SampleCall } from './sample-calls.ts';

/** The example of a function of the public API as a call, with two rows where it gives pages. */
export function publicSample({ id, path, query }: Operation): SampleCall {
  const { call = '/', body } = EXAMPLES[id] ?? {};
  const url = new URL(call, 'http://localhost');
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, '([^/]+)')}$`, 'i');
  const values = pattern.exec(url.pathname)?.slice(1) ?? [];
  const page: Record<string, string> = '$top' in query.shape ? { $top: '2' } : {};
  return {
    path: Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(values[at] ?? '')])),
    query: { ...page, ...Object.fromEntries(url.searchParams) },
    ...(body !== undefined && { body }),
  };
}
