/** A data folder that cannot be used: the message is one line that says why and what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}
