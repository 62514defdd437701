import { z } from 'zod';
import { neutralise } from '../../shaping/untrusted-text.ts';

const REFERENCE_CHARACTERS = 300;
const HIDDEN = 'holds invisible or bidirectional control characters; write it without them';
const EMPTY = 'must not be empty';
const LINE_BREAK = /\r\n?|[\u0085\u2028\u2029]/gu;

function isVisible(text: string): boolean {
  return neutralise(text) === text.replaceAll(LINE_BREAK, '\n');
}

function isFilled(text: string): boolean {
  return text !== '';
}

/** Text that people will read in Optimove: what they would not see in it is refused, not taken out. */
export function textParam(most: number) {
  return z.string().max(most).refine(isVisible, HIDDEN);
}

/** The same, and not empty. */
export function filledParam(most: number) {
  return textParam(most).trim().refine(isFilled, EMPTY);
}

/** The same on one line. */
export function lineParam(most: number) {
  return filledParam(most).refine((text) => !/[\p{Cc}\u2028\u2029]/u.test(text), 'must be one line');
}

export const nameParam = lineParam(120).describe('Unique in the tenant.');

/** An entity by id, or by exact name as the get tools take it. */
export const referenceParam = z
  .string()
  .trim()
  .max(REFERENCE_CHARACTERS)
  .refine(isFilled, EMPTY)
  .describe('ID or exact name.');

export const brandParam = z.string().max(64).optional().describe('Brand key.');

export const controlGroupParam = z.int().min(0).max(50).default(10).describe('Held out to measure uplift.');

export const idempotencyKeyParam = z
  .string()
  .max(64)
  .refine(isFilled, EMPTY)
  .optional()
  .describe('A repeated call with it makes no second draft.');
