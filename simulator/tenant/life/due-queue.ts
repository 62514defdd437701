/** Something that happens by itself at an instant, in milliseconds since 1970. */
export interface Due {
  readonly at: number;
  readonly kind: 'campaign' | 'stream' | 'allocation' | 'cohort' | 'sequence' | 'firing';
  readonly tenant: string;
  readonly id: string;
}

/** What is to come, as a binary heap: the earliest first, and of one instant always in the same order. */
export interface DueQueue {
  add(due: Due): void;
  readonly first: Due | undefined;
  removeFirst(): void;
}

export function createDueQueue(): DueQueue {
  const heap: Due[] = [];

  function swap(one: number, other: number): void {
    const [a, b] = [heap[one], heap[other]];
    if (a === undefined || b === undefined) return;
    heap[one] = b;
    heap[other] = a;
  }
  function isBefore(one: number, other: number): boolean {
    const [a, b] = [heap[one], heap[other]];
    return a !== undefined && b !== undefined && compare(a, b) < 0;
  }

  return {
    add(due) {
      heap.push(due);
      for (let at = heap.length - 1; at > 0;) {
        const parent = (at - 1) >>> 1;
        if (!isBefore(at, parent)) return;
        swap(at, parent);
        at = parent;
      }
    },
    get first() {
      return heap[0];
    },
    removeFirst() {
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return;
      heap[0] = last;
      for (let at = 0; ;) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        const child = isBefore(right, left) ? right : left;
        if (!isBefore(child, at)) return;
        swap(at, child);
        at = child;
      }
    },
  };
}

function compare(one: Due, other: Due): number {
  return (
    one.at - other.at ||
    compareText(one.tenant, other.tenant) ||
    compareText(one.kind, other.kind) ||
    compareText(one.id, other.id)
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
