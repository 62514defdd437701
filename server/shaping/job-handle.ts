import type { JobHandles } from '../ports.ts';
import { fail } from '../result.ts';
import { createReferences } from './sealed-reference.ts';

const PURPOSE = 'optimove job 1';

/**
 * Handles of jobs of the tenant API, for their user in their tenant and until the job itself is forgotten.
 *
 * @param key 32 bytes, the same in every replica and after a restart.
 * @see MCP 2026-07-28, Stateful tools: handles
 */
export function createJobHandles(
  key: Uint8Array,
  binding: { user_id: string; tenant_id: string },
  now: Date,
): JobHandles {
  const references = createReferences({ key, purpose: PURPOSE, binding, now });
  return {
    seal: (content, expiresAt) => references.seal(content, expiresAt),
    open(handle) {
      const opened = references.open(handle);
      return opened.ok ? opened : fail({ code: 'job_invalid', problem: opened.failure });
    },
  };
}
