/** The access token of the caller died under the call: a signal that becomes HTTP 401, never a tool result. */
export class AccessEnded extends Error {
  override readonly name = 'AccessEnded';
}
