import { z } from 'zod';
import { meSchema, tenantSchema } from '#contract/entities/tenant.ts';
import { CALL_DEADLINE_MS, HANDLER_SECONDS, PAGE_SIZE, RESULT_TOKENS } from '../../limits.ts';
import { readOperation } from '../../optimove/operation.ts';
import { ok } from '../../result.ts';
import { textLengthThatFits } from '../../shaping/fit-texts.ts';
import { shortened, shortTexts } from '../../shaping/reduced-item.ts';
import { capShareOf, countThatFits } from '../../shaping/token-budget.ts';
import { shapeOutput } from '../../shaping/tool-result.ts';
import { defineReadTool } from '../define.ts';
import { envelopeOutput } from '../output.ts';
import { wireOf } from '../wire-schema.ts';

const getMe = readOperation('/me', meSchema);

const limits = {
  response_tokens: RESULT_TOKENS,
  wait_seconds: CALL_DEADLINE_MS / 1000,
  handler_seconds: HANDLER_SECONDS,
  page_size_default: PAGE_SIZE.default,
  page_size_max: PAGE_SIZE.max,
};

export default defineReadTool({
  name: 'optimove_get_tenant',
  title: 'Get tenant and access',
  description:
    'The signed-in user, the tenants they can use, role and permissions, time zone, currency, brands, region, last data update, and connector limits.',
  aboutAllTenants: true,
  input: z.strictObject({}),
  output: z.object({
    item: z.object({
      user: meSchema.shape.user,
      tenants: z.array(wireOf(tenantSchema)),
      limits: z.record(z.string(), z.number()),
    }),
    ...envelopeOutput,
    truncated_to_fit: z.boolean().optional(),
  }),
  async run(_, { api, principal, tenant }) {
    const me = await api.read(getMe, { query: { tenant: principal.tenants.map(({ id }) => id) } });
    if (!me.ok) return me;
    const open = new Set(principal.tenants.map(({ id }) => id));
    const tenants = me.value.tenants.filter(({ id }) => open.has(id));
    const { user, as_of } = me.value;

    // Of more tenants than an answer may hold, that of the call stays.
    const own = tenants.toSorted((a, b) => Number(b.id === tenant.id) - Number(a.id === tenant.id));
    const outputOf = (count: number, characters: number) => ({
      item: {
        user: {
          id: user.id,
          email: shortened(user.email, characters),
          name: shortened(user.name, characters),
        },
        tenants: own.slice(0, count).map((one) => shortTexts(one, characters)),
        limits,
      },
      tenant_id: tenant.id,
      time_zone: tenant.time_zone,
      as_of,
      ...(count < own.length && { truncated_to_fit: true }),
    });
    const characters = await textLengthThatFits((length) => outputOf(1, length));
    const fitting = await countThatFits(own.length, (count) =>
      capShareOf(shapeOutput(outputOf(count, characters))),
    );
    return ok(outputOf(fitting, characters));
  },
});
