import { z } from 'zod';

/** What stands in a query, as the text that it is. */
export const id = z.string().regex(/^\d{1,15}$/);
export const day = z.iso.date();
export const text = z.string().min(1).max(500);
export const flag = z.codec(z.string().regex(/^(?:true|false|1|0)$/i), z.boolean(), {
  decode: (given) => /^(?:true|1)$/i.test(given),
  encode: String,
});

/** What stands in an answer. Ids are whole numbers there, as the documentation has them. */
export const integer = z.coerce.number<string | number>().int();
export const list = <Shape extends z.ZodRawShape>(shape: Shape) => z.array(z.object(shape));
