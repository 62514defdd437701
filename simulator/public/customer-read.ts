import { z } from 'zod';
import type { Evidence } from '#contract/effects.ts';
import { Refusal } from '../endpoints/refusal.ts';
import { asksForAttributes, attributesAsked } from './data/customer-attributes.ts';
import { customerId } from './data/customer-ids.ts';
import type { FunctionCall, PublicFunction } from './define.ts';
import { fromRefusal, Problem } from './problem.ts';
import { readQuery, spelledAs } from './read-query.ts';
import { cut, listed } from './rows.ts';
import type { Rows } from './rows.ts';
import { count } from './schema.ts';

/** @see developer.optimove.com, "General Information": 10,000 rows in an answer; production clients ask for 20,000. */
const USUAL_PAGE = 10_000;
const LARGEST_PAGE = 100_000;

const PAGE = { $top: count(1, LARGEST_PAGE).optional(), $skip: count(0, 999_999_999).optional() };

interface CustomerRead<Query extends z.ZodRawShape, Row extends z.ZodRawShape> {
  readonly path: PublicFunction['path'];
  readonly summary: string;
  readonly evidence: Evidence;
  readonly query: Query;
  /** What a row has besides `CustomerID`. */
  readonly row: Row;
  rows: (
    call: FunctionCall,
    query: z.output<z.ZodObject<Query>>,
  ) => Rows<z.input<z.ZodObject<Row & OfCustomer>>> | Problem;
}

/** The number of the customer, from which the id is made. */
interface OfCustomer extends z.ZodRawShape {
  customer: z.ZodNumber;
}

const ofCustomer = z.looseObject({ customer: z.int() });

/**
 * A function that answers with customers, each with the attributes that `CustomerAttributes` asks for. Those of the category
 * Customers are paged by `$top` and `$skip`, without a total and without a next page, as it is documented.
 */
export function defineCustomerRead<Query extends z.ZodRawShape, Row extends z.ZodRawShape>(
  declaration: CustomerRead<Query, Row>,
): PublicFunction {
  const { query: own, row, rows: find, ...facts } = declaration;
  const isPaged = facts.path.startsWith('/Customers/');
  const query: z.ZodObject = z.strictObject({ ...own, ...asksForAttributes, ...(isPaged && PAGE) });
  const answer = z.array(
    z.object({ CustomerID: z.string(), ...row, CustomerAttributes: z.array(z.string()).optional() }),
  );
  return {
    ...facts,
    method: 'GET',
    effect: 'read',
    query,
    answer,
    async run(call) {
      const read = readQuery(query, call.url);
      if (read instanceof Refusal) return fromRefusal(read);
      const given = Object.fromEntries(spelledAs(query, call.url).searchParams);
      const attributes = attributesAsked(call, z.object(asksForAttributes).parse(given));
      if (attributes instanceof Problem) return attributes;
      const rows = find(call, z.object(own).parse(given));
      if (rows instanceof Problem) return rows;
      const { $top = USUAL_PAGE, $skip = 0 } = z.object(PAGE).parse(given);
      const page = isPaged ? cut(rows, $skip, $top) : rows;
      return answer.parse(
        listed(page).map((found) => {
          const { customer, ...rest } = ofCustomer.parse(found);
          return {
            CustomerID: customerId(customer),
            ...rest,
            ...(attributes && { CustomerAttributes: attributes(customer) }),
          };
        }),
      );
    },
  };
}
