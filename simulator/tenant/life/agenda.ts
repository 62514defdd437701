import { createDueQueue, type Due } from './due-queue.ts';

/** What is to come in a world, the earliest first. */
export interface Agenda {
  /** Writes down when something happens, in the place of when it was to happen; null: not at all. */
  note(about: Omit<Due, 'at'>, at: number | null): void;
  /** Forgets everything about a kind. */
  forget(kind: Due['kind']): void;
  /** Takes out the first that is due by an instant. */
  take(until: number): Due | undefined;
}

export function createAgenda(): Agenda {
  const queue = createDueQueue();
  /** What holds of the queue: what was put off stays in it until its turn comes. */
  const valid = new Map<string, number>();

  return {
    note(about, at) {
      const key = keyOf(about);
      if (at === null) {
        valid.delete(key);
        return;
      }
      if (valid.get(key) === at) return;
      valid.set(key, at);
      queue.add({ ...about, at });
    },
    forget(kind) {
      for (const key of valid.keys()) if (key.startsWith(`${kind}/`)) valid.delete(key);
    },
    take(until) {
      for (let due = queue.first; due !== undefined && due.at <= until; due = queue.first) {
        queue.removeFirst();
        const key = keyOf(due);
        if (valid.get(key) === due.at) {
          valid.delete(key);
          return due;
        }
      }
      return undefined;
    },
  };
}

function keyOf({ kind, tenant, id }: Omit<Due, 'at'>): string {
  return `${kind}/${tenant}/${id}`;
}
