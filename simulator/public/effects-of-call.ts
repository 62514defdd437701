import type { ChannelKind } from '#contract/entities/entity.ts';
import type { EntityChange, World } from '../ports.ts';
import type { Doer } from '../tenant/life/doer.ts';

/** What one call did to the world, for the journal. */
export interface CallEffects {
  readonly doer: Doer;
  readonly changes: readonly EntityChange[];
  readonly messages: number;
  changed(...changes: readonly EntityChange[]): void;
  /** Puts a message into the outbox: nothing leaves the simulator. */
  send(message: { channel: ChannelKind; entity: { type: string; id: string }; recipients: number }): void;
  /** Counts messages that are in the outbox already. */
  sent(messages: number): void;
}

export function effectsOfCall(world: World, tenantId: string, doer: Doer): CallEffects {
  const changes: EntityChange[] = [];
  let messages = 0;
  return {
    doer,
    changes,
    get messages() {
      return messages;
    },
    changed: (...more) => void changes.push(...more),
    send(message) {
      messages += 1;
      const { endpoint, user_id, client_id } = doer;
      const time = world.clock.now().toISOString();
      world.messages.add({ time, tenant_id: tenantId, user_id, client_id, endpoint, ...message });
    },
    sent(more) {
      messages += more;
    },
  };
}
