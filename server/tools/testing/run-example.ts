import { z } from 'zod';
import { type DemoConnector, EVERY_SCOPE } from '../../testing/demo-connector.ts';
import type { ToolExample } from '../examples/example.ts';

const resultSchema = z.object({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  isError: z.boolean().optional(),
});

/** Executes an example as a host would, through the whole connector, as a marketer of the demo tenant; throws where it fails. */
export async function runExample(
  demo: DemoConnector,
  { tool, args, after }: ToolExample,
): Promise<{ args: Record<string, unknown>; answer: Record<string, unknown> }> {
  const call = async (name: string, given: object) => {
    const user = { scope: EVERY_SCOPE };
    const { result } = await demo.ask('tools/call', { name, arguments: given }, user);
    const answer = resultSchema.parse(result);
    if (answer.isError === true) throw new Error(`The example of ${tool} fails: ${answer.content[0]?.text}`);
    return answer.structuredContent ?? {};
  };
  if (after === undefined) return { args: { ...args }, answer: await call(tool, args) };

  const { takesMs = 0 } = after;
  await demo.slowDown(takesMs);
  const first = await call(after.tool, after.args);
  await demo.slowDown(0);
  const given = Object.entries(after.gives).map(([argument, path]) => [
    argument,
    path.reduce<unknown>((value, key) => z.record(z.string(), z.unknown()).parse(value)[key], first),
  ]);
  const all = { ...args, ...Object.fromEntries(given) };
  const now = demo.world.clock.now();
  demo.world.clock.advance(takesMs);
  const answer = await call(tool, all);
  demo.world.clock.set(now);
  return { args: all, answer };
}
