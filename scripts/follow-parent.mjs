// Preloaded into a child process by `spawn-follower.mjs`: ends it when its parent is gone, however the parent ended.
// The flag is taken away, so that processes which the child starts are not concerned.
const GRACE_MS = 3_000;

if (process.env['FOLLOW_PARENT'] !== undefined) {
  delete process.env['FOLLOW_PARENT'];
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel?.unref();
}
