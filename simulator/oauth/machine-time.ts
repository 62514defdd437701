/** The time that `oidc-provider` and `jose` go by, in seconds. Everything else follows the world's clock. */
export function machineSeconds(): number {
  return Math.floor(new Date().getTime() / 1000);
}
