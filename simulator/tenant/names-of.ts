/** What people call an entity by, besides its id: its name, and its key or, for a promotion, its code. */
export interface Named {
  name: string;
  key?: string;
  code?: string;
}

export function namesOf({ name, key, code }: Named): string[] {
  return [name, key, code].filter((text) => text !== undefined);
}
