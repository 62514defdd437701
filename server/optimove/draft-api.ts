import { createHash, randomBytes } from 'node:crypto';
import { DRAFT_BODIES, type DraftAnswer, draftAnswerSchema, type DraftType } from '#contract/drafts.ts';
import { AccessEnded } from '../access-ended.ts';
import type { DraftApi, DraftSought, ToolFailure } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ApiFailure } from './api-failure.ts';
import { apiPath } from './api-path.ts';
import { withToken } from './api-token.ts';
import type { ApiOptions } from './client.ts';
import { draftFailure } from './draft-failure.ts';
import { isLost, postDraft } from './send.ts';

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

  async function attempt(
    body: { name: string },
    key: string,
    sought: DraftSought & { keyed: boolean },
    bearer: string,
  ): Promise<Result<DraftAnswer, ApiFailure>> {
    const sent = await postDraft(url, { body, key }, { ...options, bearer });
    if (!sent.ok || isLost(sent)) return fail({ code: 'draft_unknown', ...sought });
    const { status } = sent.value;
    if (status !== 200 && status !== 201) return fail(draftFailure(sent.value, body, sought));
    const answer = draftAnswerSchema.safeParse(sent.value.body).data;
    return answer?.draft.type === type
      ? ok(answer)
      : fail({ code: 'draft_unconfirmed', type, name: sought.name });
  }

  return {
    async createDraft(content, idempotencyKey) {
      const body = DRAFT_BODIES[type].parse(content);
      const key = headerKeyOf(idempotencyKey);
      const sought = { type, name: body.name, keyed: idempotencyKey !== undefined };
      const created = await withToken(options.token, (bearer) => attempt(body, key, sought, bearer));
      if (created.ok) return created;
      return fail(toolFailure(created.failure));
    },
  };

  function toolFailure(failure: ApiFailure): ToolFailure {
    const { log, callId } = options;
    switch (failure.code) {
      case 'unauthorized':
        throw new AccessEnded();
      case 'missing':
      case 'unusable':
        return { code: 'upstream_unavailable' };
      case 'draft_unknown':
      case 'draft_unconfirmed':
        log({
          level: 'warn',
          event: 'upstream_failed',
          call_id: callId,
          operation: PATHS[type],
          problem: failure.code,
        });
        return failure;
      default:
        return failure;
    }
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
