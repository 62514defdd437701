import { z } from 'zod';
import type { Effect } from '#contract/effects.ts';
import { instantSchema } from '#contract/entities/entity.ts';
import type { Permission } from '#contract/permissions.ts';
import type { TenantData, UserRecord } from '#fixtures/world-data.ts';
import type { EntityChange, JournalEntry, World } from '../../ports.ts';
import type { Membership } from '../visibility.ts';
import type { Obstacle } from './obstacle.ts';

/** Who does something, and how: what the journal and the messages say of it. */
export interface Doer {
  readonly world: World;
  readonly user: UserRecord;
  readonly clientId: string | null;
  readonly endpoint: string;
  readonly via: JournalEntry['via'];
}

/** A doer in a tenant, at an instant. */
export interface Scene extends Doer {
  readonly tenant: TenantData;
  readonly membership: Membership;
  readonly now: Date;
}

/** What an act comes to elsewhere: an entity that refers to another loses or renames what it refers to. */
export interface Ripple {
  readonly change: EntityChange;
  write(): void;
}

/** What an act makes of a record. Nothing is written before all of it is known. */
export interface Outcome<Row> {
  /** The record as it is from now on; null: gone. */
  readonly record: Row | null;
  /** The record is a new one, beside the one that was acted on. */
  readonly isNew?: boolean;
  readonly ripples?: readonly Ripple[];
  /** How many messages went out: what sends writes for itself, as it does by the clock. */
  readonly sent?: number;
}

/** What may be done to the records of a collection, by whom and when: data that console and API read alike. */
export interface Act<Row> {
  /** What a button says. */
  readonly title: string;
  readonly effect: Effect;
  readonly permission: Permission;
  /** What it takes to do it to anything but one's own draft; absent: no more. */
  readonly permissionBeyondOwn?: Permission;
  /** The statuses in which it may be done; null: in any, or where there is none. */
  readonly from: readonly string[] | null;
  readonly input: z.ZodObject;
  /** Why it is nothing for a record of this kind, whatever its status, as a sentence. */
  readonly unfit: (record: Row) => string | null;
  /** Why it may not be done to a record whose status would allow it, as a sentence. */
  readonly hindrance: (record: Row, scene: Scene) => string | null;
  /** What will happen, in sentences, for somebody who is asked to confirm it. */
  readonly foretell: (record: Row, scene: Scene) => readonly string[];
  readonly carryOut: (record: Row, scene: Scene, input: unknown) => Outcome<Row> | Obstacle;
}

export type Acts<Row> = Readonly<Record<string, Act<Row>>>;

interface Plan<Row, Input extends z.ZodRawShape> extends Pick<
  Act<Row>,
  'title' | 'effect' | 'permission' | 'permissionBeyondOwn' | 'from' | 'foretell'
> {
  readonly input?: Input;
  readonly unfit?: Act<Row>['unfit'];
  readonly hindrance?: Act<Row>['hindrance'];
  readonly carryOut: (
    record: Row,
    scene: Scene,
    input: z.output<z.ZodObject<Input>>,
  ) => Outcome<Row> | Obstacle;
}

/** What every act takes: the state of the record that its doer saw, so that nobody decides about what somebody else has changed. */
const SEEN = { updated_at: instantSchema.optional() };

/** An act, whose input is read strictly before it is carried out. */
export function defineAct<Row, Input extends z.ZodRawShape = z.ZodRawShape>(
  plan: Plan<Row, Input>,
): Act<Row> {
  const { input: shape, unfit = () => null, hindrance = () => null, carryOut, ...facts } = plan;
  const own: z.ZodObject<Input> = z.object(shape);
  return {
    ...facts,
    unfit,
    hindrance,
    input: z.strictObject({ ...shape, ...SEEN }),
    carryOut: (record, scene, input) => carryOut(record, scene, own.parse(input)),
  };
}
