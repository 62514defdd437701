import { z } from 'zod';

const answerSchema = z.object({ items: z.array(z.object({ name: z.string() })) });

/** What the examples test: it stands for a program of yours that calls Optimove. */
export async function namesOfDrafts({
  apiUrl,
  tenant,
  token,
  fetch = globalThis.fetch,
}: {
  apiUrl: string;
  tenant: string;
  token: string;
  fetch?: typeof globalThis.fetch;
}): Promise<string[]> {
  const response = await fetch(`${apiUrl}/api/v1/tenants/${tenant}/campaigns?status=draft`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new Error(`The campaigns were not listed: ${response.status}.`);
  return answerSchema.parse(await response.json()).items.map(({ name }) => name);
}
