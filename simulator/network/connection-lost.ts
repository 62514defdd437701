/** A connection that broke before there was an answer; `fetch` rejects with a `TypeError` then. */
export class ConnectionLost extends TypeError {
  override readonly name = 'ConnectionLost';
}
