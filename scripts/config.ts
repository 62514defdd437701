import { z } from 'zod';

const port = (standard: number) =>
  z
    .stringFormat('port', (text) => /^\d{1,5}$/u.test(text) && Number(text) <= 65_535, {
      error: 'is not a port: use a number from 0 (any free one) to 65535',
    })
    .default(String(standard))
    .transform(Number);

const address = z.url({ protocol: /^https?$/u, error: 'is not an http or https address' });

const environmentSchema = z.object({
  HOST: z
    .string()
    .min(1, 'is no address to bind: use one of this machine, such as 127.0.0.1')
    .default('127.0.0.1'),
  CONNECTOR_PORT: port(4310),
  SIMULATOR_PORT: port(4320),
  CONTROL_PORT: port(4321),
  CONTROL: z.enum(['on', 'off'], { error: 'is neither on nor off' }).default('on'),
  CONNECTOR_PUBLIC_URL: address.optional(),
  OPTIMOVE_DATA: z.string().min(1, 'is no folder').optional(),
  OPTIMOVE_API_URL: address.optional(),
  OPTIMOVE_ISSUER: address.optional(),
});

export type Environment = z.infer<typeof environmentSchema>;

/** What the launchers read from the environment; throws one line that names the variable and how to mend it. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const { success, data, error } = environmentSchema.safeParse(variables);
  if (success) return data;
  const [issue] = error.issues;
  const name = String(issue?.path[0]);
  throw new Error(`${name}=${variables[name]} ${issue?.message}.`);
}
