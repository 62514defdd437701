import { z } from 'zod';

/** A path where `*` stands for anything. */
export const pathPatternSchema = z
  .string()
  .max(500)
  .refine((path) => path.startsWith('/') && isPattern(path), {
    error: 'must be a path such as /api/v1/tenants/lumenplay/campaigns, where * stands for anything',
  });

function isPattern(pathname: string): boolean {
  try {
    return new URLPattern({ pathname }).pathname !== '';
  } catch {
    return false;
  }
}
