import { z } from 'zod';

/** What stands in a query, as the text that it is. */
export const id = z.string().regex(/^\d{1,15}$/);
export const day = z.iso.date();
export const text = z.string().min(1).max(500);
export const flag = z.codec(z.string().regex(/^(?:true|false|1|0)$/i), z.boolean(), {
  decode: (given) => /^(?:true|1)$/i.test(given),
  encode: String,
});
export const count = (lowest: number, highest: number) =>
  z.codec(
    z
      .string()
      .regex(/^\d{1,9}$/)
      .meta({ type: 'integer', minimum: lowest, maximum: highest }),
    z.int().min(lowest).max(highest),
    {
      decode: Number,
      encode: String,
    },
  );

/** What stands in an answer. Ids are whole numbers there, as the documentation has them. */
export const integer = z.coerce.number<string | number>().int();
export const list = <Shape extends z.ZodRawShape>(shape: Shape) => z.array(z.object(shape));
/** What can come of a message, by number. 7 and 8 are not known. */
export const eventId = z.enum(['0', '1', '2', '3', '4', '5', '6', '9']);

/** What stands in a body. */
export const number = z.int().min(1).max(999_999_999_999_999);
export const name = z.string().max(200).meta({ pattern: '\\S' }).trim().min(1);
export const customer = z.string().min(1).max(100);
/** How many items a call may change. @see developer.optimove.com/reference/post_integrations-addpromotions */
export const MOST_ITEMS = 100;
export const metricId = z.union([0, 1, 2, 3, 4, 5, 6, 9].map((one) => z.literal(one)));
