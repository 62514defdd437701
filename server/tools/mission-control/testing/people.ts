import type { TenantAccess } from '../../../ports.ts';

const LUMENPLAY = { id: 'lumenplay', name: 'Lumenplay', region: 'eu', time_zone: 'Europe/Malta' };
const NORTHAISLE = { id: 'northaisle', name: 'Northaisle', region: 'us', time_zone: 'America/Chicago' };

interface Person {
  email: string;
  tenant: TenantAccess;
  brands: readonly string[];
}

/** People who may see the signals of Mission Control, and of which brands. */
export const WATCHERS: readonly Person[] = [
  { email: 'marketer@lumenplay.example', tenant: LUMENPLAY, brands: ['lumenplay', 'lumenbet'] },
  { email: 'marketer.bet@lumenplay.example', tenant: LUMENPLAY, brands: ['lumenbet'] },
  { email: 'analyst@lumenplay.example', tenant: LUMENPLAY, brands: ['lumenplay', 'lumenbet'] },
  { email: 'admin@northaisle.example', tenant: NORTHAISLE, brands: ['northaisle'] },
];

/** Whose role lacks the permission for any signal. */
export const VIEWER = 'viewer@lumenplay.example';
