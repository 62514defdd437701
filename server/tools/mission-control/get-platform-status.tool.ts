import { z } from 'zod';
import { platformStatusSchema, STATUS_PARTS } from '#contract/entities/platform-status.ts';
import { itemAnswerOf } from '#contract/page.ts';
import { readOperation } from '../../optimove/operation.ts';
import { ok } from '../../result.ts';
import { textLengthThatFits } from '../../shaping/fit-texts.ts';
import { shortTexts } from '../../shaping/reduced-item.ts';
import { capShareOf, countThatFits } from '../../shaping/token-budget.ts';
import { shapeOutput } from '../../shaping/tool-result.ts';
import { defineReadTool } from '../define.ts';
import { envelopeOutput } from '../output.ts';
import { anyOfParam } from '../params.ts';
import { wireItemOf } from '../wire-schema.ts';

const getStatus = readOperation('/tenants/:tenant/platform/status', itemAnswerOf(platformStatusSchema));

export default defineReadTool({
  name: 'optimove_get_platform_status',
  title: 'Get platform status',
  description:
    'Service health, open incidents and data-pipeline state, including last successful data update and stages late or failed.',
  input: z.strictObject({ include: anyOfParam(z.enum(STATUS_PARTS), 'Only these parts. Default all.') }),
  output: z.object({
    item: wireItemOf(platformStatusSchema, ['last_data_update', 'url']),
    ...envelopeOutput,
    truncated_to_fit: z.boolean().optional(),
  }),
  async run({ include }, { api, tenant }) {
    const status = await api.read(getStatus, { params: { tenant: tenant.id }, query: { include } });
    if (!status.ok) return status;

    // Of more incidents than an answer may hold, the newest stay.
    const { incidents = [] } = status.value.item;
    const outputOf = (count: number, characters: number) => ({
      ...status.value,
      item: shortTexts(
        { ...status.value.item, ...(count < incidents.length && { incidents: incidents.slice(0, count) }) },
        characters,
      ),
      ...(count < incidents.length && { truncated_to_fit: true }),
    });
    const characters = await textLengthThatFits((length) => outputOf(Math.min(1, incidents.length), length));
    const fitting = await countThatFits(incidents.length, (count) =>
      capShareOf(shapeOutput(outputOf(count, characters))),
    );
    return ok(outputOf(fitting, characters));
  },
});
