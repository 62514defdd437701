import type { Json } from '../../client/wire.ts';

/** A request that ends as an error of JSON-RPC. */
export class ProtocolProblem extends Error {
  readonly code: number;
  readonly data: Json | undefined;
  /** The HTTP status, where the revision says one. */
  readonly status: number | undefined;

  constructor(code: number, message: string, { data, status }: { data?: Json; status?: number } = {}) {
    super(message);
    this.code = code;
    this.data = data;
    this.status = status;
  }
}
