/** Why there cannot be such a world, and which part of the order is to blame. */
export class WorldsError extends Error {
  override readonly name = 'WorldsError';
  readonly field: string | undefined;

  constructor(field: string | undefined, message: string) {
    super(message);
    this.field = field;
  }
}
