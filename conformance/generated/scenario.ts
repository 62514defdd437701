import { z } from 'zod';
import { PEOPLE } from '../connector.ts';

/** Which client makes the calls: one that speaks the newest revision of the connector, or one of 2025. */
const ERAS = ['newest', 'legacy'] as const;

const callSchema = z.strictObject({
  tool: z.string().max(200),
  arguments: z.record(z.string(), z.unknown()),
  /** Where the answer says that there is more, the page behind it is asked for with the same arguments. */
  next_page: z.literal(true).optional(),
});

/** What goes wrong in the tenant API meanwhile, in the form of the control API. */
const faultSchema = z.strictObject({
  match: z.record(z.string(), z.unknown()),
  effect: z.record(z.string(), z.unknown()),
  times: z.int().min(1).optional(),
  after: z.int().min(0).optional(),
});
export type FaultRule = z.infer<typeof faultSchema>;

/** Calls of one user, one after the other. */
const sequenceSchema = z.strictObject({
  as: z.enum(PEOPLE),
  era: z.enum(ERAS),
  calls: z.array(callSchema).min(1).max(20),
});
export type Sequence = z.infer<typeof sequenceSchema>;

/** Sequences of calls that run at the same time, under the same faults: what is generated, judged, shrunk and kept. */
export const scenarioSchema = z.strictObject({
  faults: z.array(faultSchema).max(8),
  sequences: z.array(sequenceSchema).min(1).max(8),
});
export type Scenario = z.infer<typeof scenarioSchema>;

export function callsIn({ sequences }: Scenario): Sequence['calls'] {
  return sequences.flatMap(({ calls }) => calls);
}
