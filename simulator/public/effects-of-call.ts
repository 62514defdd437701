import type { ChannelKind } from '#contract/entities/entity.ts';
import type { TenantData } from '#fixtures/world-data.ts';
import type { EntityChange, World } from '../ports.ts';

/** What one call did to the world, for the journal. */
export interface CallEffects {
  readonly changes: readonly EntityChange[];
  readonly messages: number;
  changed(change: EntityChange): void;
  /** Puts a message into the outbox: nothing leaves the simulator. */
  send(message: { channel: ChannelKind; entity: { type: string; id: string }; recipients: number }): void;
}

export function effectsOfCall(
  world: World,
  tenant: TenantData,
  by: { client_id: string; endpoint: string },
): CallEffects {
  const changes: EntityChange[] = [];
  let messages = 0;
  return {
    changes,
    get messages() {
      return messages;
    },
    changed: (change) => void changes.push(change),
    send(message) {
      messages += 1;
      const time = world.clock.now().toISOString();
      world.messages.add({ time, tenant_id: tenant.facts.id, user_id: null, ...by, ...message });
    },
  };
}
