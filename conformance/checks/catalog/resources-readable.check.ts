import { z } from 'zod';
import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { resourcesOf } from '../../host-features.ts';
import { erasOf, send } from '../../client/eras.ts';
import { rewriteResultOf } from '../../sabotage/answer-sabotage.ts';

const contentsSchema = z
  .array(
    z.union([
      z.looseObject({ uri: z.string(), mimeType: z.string().optional(), text: z.string() }),
      z.looseObject({ uri: z.string(), mimeType: z.string().optional(), blob: z.base64() }),
    ]),
  )
  .min(1);

export default defineCheck({
  requirement: 'catalog.resources-readable',
  async run(connector) {
    let read = 0;
    for (const era of await erasOf(connector)) {
      for (const { uri, mimeType } of await resourcesOf(connector, era)) {
        const { answer, exchange } = await send(connector, era.ask('resources/read', { uri }));
        const contents = contentsSchema.safeParse(answer?.result?.['contents']);
        const problem = !contents.success
          ? 'cannot be read'
          : contents.data[0]?.uri !== uri
            ? 'calls itself by another address when it is read'
            : mimeType !== undefined && contents.data[0].mimeType !== mimeType
              ? 'is of another type when it is read'
              : null;
        if (problem !== null)
          throw new Violation(`${uri}, which is listed (${era.revision}), ${problem}`, { calls: [exchange] });
        read += 1;
      }
    }
    return `${read} listed resources, all readable`;
  },
  saboteurs: [
    {
      breaks: 'lists a resource that is not there',
      caught: /sound:\/\/gone\/tenant, which is listed .* cannot be read/u,
      sabotage: (wire) =>
        rewriteResultOf(wire, 'resources/list', (result) => ({
          ...result,
          resources: [{ uri: 'sound://gone/tenant', name: 'gone' }],
        })),
    },
    {
      breaks: 'gives text for what it lists as JSON',
      caught: /is of another type when it is read/u,
      sabotage: (wire) =>
        rewriteResultOf(wire, 'resources/read', (result, { params }) => ({
          ...result,
          contents: [{ uri: params?.['uri'], mimeType: 'text/plain', text: 'a tenant' }],
        })),
    },
  ],
});
