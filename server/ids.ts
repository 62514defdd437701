import { randomBytes } from 'node:crypto';

/** 128 random bits in hex: the id of one tool call, and the trace id of every request that it causes. */
export function newCallId(): string {
  return randomBytes(16).toString('hex');
}

/** 64 random bits in hex. @see W3C Trace Context, 3.2.2.4 "parent-id" */
export function newSpanId(): string {
  return randomBytes(8).toString('hex');
}
