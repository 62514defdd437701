import { z } from 'zod';
import { type DemoConnector, EVERY_SCOPE } from '../../testing/demo-connector.ts';
import type { ToolExample } from '../examples/example.ts';

const resultSchema = z.object({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  isError: z.boolean().optional(),
});
export type ExampleResult = z.infer<typeof resultSchema>;

/** Executes an example as a host would, through the whole connector, as a marketer of the demo tenant. */
export async function runExample(
  demo: DemoConnector,
  { tool, args, after }: ToolExample,
): Promise<{ args: Record<string, unknown>; result: ExampleResult }> {
  const call = async (name: string, given: object) => {
    const user = { scope: EVERY_SCOPE };
    const { result } = await demo.ask('tools/call', { name, arguments: given }, user);
    return resultSchema.parse(result);
  };
  if (after === undefined) return { args: { ...args }, result: await call(tool, args) };

  const first = await call(after.tool, after.args);
  const given = Object.entries(after.gives).map(([argument, path]) => [
    argument,
    path.reduce<unknown>(
      (value, key) => z.record(z.string(), z.unknown()).parse(value)[key],
      first.structuredContent,
    ),
  ]);
  const all = { ...args, ...Object.fromEntries(given) };
  return { args: all, result: await call(tool, all) };
}
