import type { EntityType } from '../tenant/entity-types.ts';

/** The outcome of a call that made an entity, or found that the same call had made it: 201 or 200, and a name for the journal. */
export class Made<Answer> {
  readonly entity: { type: EntityType; id: string };
  readonly answer: Answer;
  readonly status: 200 | 201;

  constructor(entity: { type: EntityType; id: string }, answer: Answer, status: 200 | 201) {
    this.entity = entity;
    this.answer = answer;
    this.status = status;
  }
}
