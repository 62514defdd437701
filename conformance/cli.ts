import { runCommandLine } from './commands/command-line.ts';
import { EXIT } from './commands/exit-code.ts';
import { socketFetch } from './client/socket-fetch.ts';

// An end by signal still stops what was started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(EXIT.harness));

process.exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  fetch: socketFetch,
  chance: Math.floor(Math.random() * 1_000_000_000),
  today: new Date().toISOString().slice(0, 10),
  screen: {
    // Some terminals say that they have none.
    columns: process.stdout.columns || 100,
    rows: process.stdout.rows || 40,
    live: process.stderr.isTTY,
  },
  print: (text) => console.log(text),
  note: (text) => process.stderr.write(text),
});
