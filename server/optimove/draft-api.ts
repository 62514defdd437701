import { createHash, randomBytes } from 'node:crypto';
import { DRAFT_BODIES, type DraftAnswer, draftAnswerSchema, type DraftType } from '#contract/drafts.ts';
import { AccessEnded } from '../access-ended.ts';
import type { DraftApi, ToolFailure } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ApiFailure } from './api-failure.ts';
import { apiPath } from './api-path.ts';
import { withToken } from './api-token.ts';
import type { ApiOptions } from './client.ts';
import { draftFailure } from './draft-failure.ts';
import { isLost, type Outcome, postDraft, withSecondTry } from './send.ts';

type DraftUnknown = Extract<ToolFailure, { code: 'draft_unknown' }>;

/** What says nothing of a request before it, whose answer was lost. A name or a key may be taken by the draft that one made. */
const HOLDS_ANYWAY: readonly ApiFailure['code'][] = ['unauthorized', 'draft_unconfirmed'];

const PATHS = {
  campaign: '/tenants/:tenant/drafts/campaigns',
  trigger: '/tenants/:tenant/drafts/triggers',
  stream: '/tenants/:tenant/drafts/streams',
  target_group: '/tenants/:tenant/drafts/target-groups',
} as const satisfies Record<DraftType, `/${string}`>;

/** The creation of drafts of one kind in one tenant, for one tool call of one principal: all that the connector can write. */
export function createDraftApi<Type extends DraftType>(
  type: Type,
  tenant: string,
  options: ApiOptions,
): DraftApi<Type> {
  const path = apiPath(PATHS[type], { tenant });
  if (path === null) throw new Error('The tenant of a call has an id that is none.');
  const url = new URL(`${options.apiUrl}/api/v1${path}`);

  /** Tries again once where an answer was lost: the first request may have made the draft, and the second then gets it. */
  async function create(
    body: { name: string },
    key: string,
    unknown: DraftUnknown,
  ): Promise<Result<DraftAnswer, ApiFailure>> {
    let lost = false;
    const isLostNow = (outcome: Outcome): boolean => {
      const now = isLost(outcome);
      lost ||= now;
      return now;
    };
    const created = await withToken<DraftAnswer>(options, async (bearer) => {
      const post = () => postDraft(url, { body, key }, { ...options, bearer });
      const sent = await withSecondTry(post, isLostNow, options.signal);
      if (!sent.ok || isLost(sent)) return fail(unknown);
      const { status } = sent.value;
      if (status !== 200 && status !== 201) return fail(draftFailure(sent.value, body) ?? unknown);
      const answer = draftAnswerSchema.safeParse(sent.value.body).data;
      return answer?.draft.type === type
        ? ok(answer)
        : fail({ code: 'draft_unconfirmed', type, name: body.name });
    });
    return created.ok || !lost || HOLDS_ANYWAY.includes(created.failure.code) ? created : fail(unknown);
  }

  return {
    async createDraft(content, idempotencyKey) {
      const body = DRAFT_BODIES[type].parse(content);
      const keyed = idempotencyKey !== undefined;
      const unknown: DraftUnknown = { code: 'draft_unknown', type, name: body.name, keyed };
      const created = await create(body, headerKeyOf(idempotencyKey), unknown);
      return created.ok ? created : fail(toolFailure(created.failure));
    },
  };

  function toolFailure(failure: ApiFailure): ToolFailure {
    const { code } = failure;
    if (code === 'unauthorized') throw new AccessEnded();
    if (
      code === 'draft_unknown' ||
      code === 'draft_unconfirmed' ||
      code === 'missing' ||
      code === 'unusable'
    ) {
      const { log, callId: call_id } = options;
      log({ level: 'warn', event: 'upstream_failed', call_id, operation: PATHS[type], problem: code });
    }
    return code === 'missing' || code === 'unusable' ? { code: 'upstream_unavailable' } : failure;
  }
}

/**
 * A key as a header can carry it. What a user wrote may be any text, so that its digest stands for it, taken over its code
 * units: unlike any encoding, it keeps malformed texts apart. Without one, the key is of this attempt alone.
 */
function headerKeyOf(key: string | undefined): string {
  if (key === undefined) return `call-${randomBytes(16).toString('hex')}`;
  return `user-${createHash('sha256').update(Buffer.from(key, 'utf16le')).digest('base64url')}`;
}
