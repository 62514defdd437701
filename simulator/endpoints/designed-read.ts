/** What every read of the platform API has in common: Optimove publishes no such API, so all of it is designed here. */
export const DESIGNED_READ = {
  method: 'GET',
  effect: 'read',
  scope: 'api:read',
  evidence: 'designed',
} as const;
