import { join } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { readEnvironment } from './config.ts';
import { ROOT } from './source/files.ts';
import { spawnFollower } from './spawn-follower.mjs';

const INSPECTOR = join(ROOT, 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js');

new Command('npm run inspect')
  .description("Opens MCP Inspector's web page on the running connector, ready to sign in.")
  .allowExcessArguments(false)
  .parse();

try {
  const url = await runningConnector();
  const child = spawnFollower(
    process.execPath,
    [INSPECTOR, '--server-url', url, '--transport', 'http', '--protocol-era', 'auto'],
    {
      env: {
        MCP_INSPECTOR_SECRET_STORE: 'memory',
        ...process.env,
        MCP_AUTO_OPEN_ENABLED: String(hasDisplay()),
      },
      stdio: ['inherit', 'inherit', 'inherit'],
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 0));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function runningConnector(): Promise<string> {
  const { CONNECTOR_PUBLIC_URL, CONNECTOR_PORT } = readEnvironment(process.env);
  const url = CONNECTOR_PUBLIC_URL ?? `http://localhost:${CONNECTOR_PORT}/mcp`;
  try {
    await fetch(url);
  } catch (error) {
    throw new Error(
      `No connector answers at ${url}. Start it with npm start, or name another by CONNECTOR_PORT.`,
      {
        cause: error,
      },
    );
  }
  return url;
}

/** Whether a browser can be shown to somebody; without one the Inspector prints its address. */
function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION } = process.env;
  if (process.platform === 'linux') return (DISPLAY ?? WAYLAND_DISPLAY) !== undefined;
  return SSH_CONNECTION === undefined;
}
