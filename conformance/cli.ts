import { runCommandLine } from './command-line.ts';
import { EXIT } from './exit-code.ts';
import { socketFetch } from './socket-fetch.ts';

// An end by signal still stops what was started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(EXIT.harness));

process.exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  fetch: socketFetch,
  print: (text) => console.log(text),
  note: (text) => process.stderr.write(text),
});
