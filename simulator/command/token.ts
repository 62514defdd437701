import { z } from 'zod';

/** A token that cannot be had, in one line. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}

const answerSchema = z.object({ token: z.string(), api: z.url(), user: z.object({ email: z.string() }) });
const refusalSchema = z.object({
  error: z.object({ message: z.string(), allowed_values: z.array(z.string()).optional() }),
});
export type IssuedToken = z.infer<typeof answerSchema>;

/** Asks the control API of a running simulator for a token; null when none runs there. */
export async function tokenOfRunning(
  user: string,
  controlPort: number | null,
  send: typeof fetch = fetch,
): Promise<IssuedToken | null> {
  if (controlPort === null || controlPort === 0) return null;
  const url = `http://127.0.0.1:${controlPort}/tokens`;
  const response = await send(url, { method: 'POST', body: JSON.stringify({ user }) }).catch(() => null);
  const body: unknown = await response?.json().catch(() => null);
  const issued = answerSchema.safeParse(body);
  if (issued.success) return issued.data;
  const refusal = refusalSchema.safeParse(body);
  if (response?.status !== 400 || !refusal.success) return null;
  const { message, allowed_values: allowed } = refusal.data.error;
  throw new TokenError(
    `No token for ${user}: ${message}${allowed ? ` There are: ${allowed.join(', ')}.` : ''}`,
  );
}

/** A line that works when it is pasted into a shell. */
export function curlLine({ token, api }: IssuedToken): string {
  return `curl -H 'authorization: Bearer ${token}' ${api}/me`;
}
