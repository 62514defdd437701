import type { DraftType } from '#contract/drafts.ts';
import type { DraftApi, ToolFailure } from '../ports.ts';

/** Lets one call ask for one draft, and remembers whether it did: a call that ends early never says that nothing was made. */
export function watchDrafts() {
  let spent = false;
  let unknown: ToolFailure | null = null;
  return {
    over: (type: DraftType, drafts: DraftApi<DraftType>): DraftApi<DraftType> => ({
      async createDraft(body, idempotencyKey) {
        if (spent) throw new Error('A call creates one draft at most.');
        spent = true;
        unknown = { code: 'draft_unknown', type, name: body.name, keyed: idempotencyKey !== undefined };
        const created = await drafts.createDraft(body, idempotencyKey);
        if (!created.ok) unknown = created.failure.code === 'draft_unknown' ? unknown : null;
        return created;
      },
    }),
    /** What to say of the draft where the call did not get to say it. */
    open: () => unknown,
  };
}
