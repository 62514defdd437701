import { z } from 'zod';
import type { FunctionCall } from '../define.ts';
import { Problem } from '../problem.ts';
import { integer } from '../schema.ts';

const MOST_RECIPIENTS = 200;

/** What both ways to send a transactional mail take. */
export const SEND = {
  Recipients: z.array(z.email()).min(1).max(MOST_RECIPIENTS),
  /** `2026-11-20 08:00:00`, in UTC. */
  ScheduleTime: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    .optional(),
  UniqueMessageID: z.string().min(1).max(200).optional(),
};
export const SENT = z.object({ IsSuccess: z.boolean(), SendID: integer, Error: z.string().nullable() });

interface Mail {
  Recipients: readonly string[];
  UniqueMessageID?: string | undefined;
  template: string;
}

/** Sends once for each unique id. How many it went to is kept, and not to whom. */
export function sendMail(
  call: FunctionCall,
  { Recipients, UniqueMessageID, template }: Mail,
  error: string | null,
) {
  const { world, tenant, effects } = call;
  const { sends } = world.publicRecords;
  const unique = UniqueMessageID ?? null;
  if (unique !== null && sends.all(tenant.facts.id).some((send) => send.unique === unique))
    return new Problem(409, 'Request for this UniqueMessageID has succeeded before');
  const id = Number(world.changes.nextId());
  const recipients = Recipients.length;
  const time = world.clock.now().toISOString();
  sends.put(tenant.facts.id, String(id), { id, time, template, recipients, unique });
  effects.send({ channel: 'email', entity: { type: 'template', id: template }, recipients });
  return { IsSuccess: true, SendID: id, Error: error };
}
