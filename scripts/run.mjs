// Runs a program of this repository on the pinned Node.js: `node scripts/run.mjs PROGRAM [ARGUMENTS]`.
// Old syntax and no static imports, so that an old Node.js gets as far as saying that it is too old.
const MINIMUM = 18;

if (Number(process.versions.node.split('.')[0]) < MINIMUM) {
  console.error(
    `Node.js ${process.versions.node} is too old: install version ${MINIMUM} or newer, then run again.`,
  );
  process.exitCode = 1;
} else {
  void import('./bootstrap.mjs').then(({ run }) => run(process.argv.slice(2)));
}
