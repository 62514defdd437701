import type { JournalEntry } from '../ports.ts';

/** What the journal says of a call beyond its outcome: what became of the world. */
export type Effects = Pick<JournalEntry, 'changes' | 'messages'>;

/** The outcome of a call that wrote, or found that the same call had written before: an entity, a status, and words for the journal. */
export class Made<Answer> {
  readonly entity: { type: string; id: string };
  readonly answer: Answer;
  readonly status: 200 | 201;
  readonly effects: Effects;

  constructor(
    entity: { type: string; id: string },
    answer: Answer,
    status: 200 | 201,
    effects: Effects = {},
  ) {
    this.entity = entity;
    this.answer = answer;
    this.status = status;
    this.effects = effects;
  }

  /** The same outcome with another answer. */
  answering<Other>(answer: Other): Made<Other> {
    return new Made(this.entity, answer, this.status, this.effects);
  }
}
