import { once } from 'node:events';
import { createServer } from 'node:net';

/** The port itself when it is free on that address, or any free one for 0; throws one line when it is taken. */
export async function claimPort(host: string, port: number, variable: string): Promise<number> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Error(problem(code, host, port, variable), { cause: error });
  }
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : port;
}

function problem(code: string, host: string, port: number, variable: string): string {
  const another = `choose another: ${variable}=0 npm start`;
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Stop the program that holds it, or ${another}`;
  if (code === 'EACCES') return `Port ${port} is for administrators. Start as one, or ${another}`;
  return `HOST=${host} cannot be bound (${code}). Use an address of this machine, such as 127.0.0.1.`;
}
