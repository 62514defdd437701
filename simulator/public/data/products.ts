import { z } from 'zod';
import { rowsOf } from '../rows.ts';

export const PRODUCT = { ProductID: z.string() };

/** The demo world has campaigns for products, and no catalogue of them. */
export const NO_PRODUCTS = rowsOf<{ customer: number; ProductID: string }>([]);
