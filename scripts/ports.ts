import { once } from 'node:events';
import { createServer } from 'node:net';

/** The port itself when it is free on that address, or any free one for 0; throws one line when it is taken. */
export async function claimPort(host: string, port: number, variable: string): Promise<number> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const problem = code === 'EADDRINUSE' ? 'is taken' : `cannot be used on ${host} (${String(code)})`;
    throw new Error(
      `Port ${port} ${problem}. Stop the program that holds it, or choose another: ${variable}=0 npm start`,
      { cause: error },
    );
  }
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : port;
}
