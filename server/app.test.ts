import { describe, expect, test } from 'vitest';
import { startConnector } from './testing/connector.ts';

describe('createConnector', () => {
  test('lists and calls a tool for a live token', async () => {
    const { post, call } = await startConnector();

    const listed = await post('tools/list');
    const result = await call({ id: '7' });

    expect(listed.status).toBe(200);
    expect(result).toMatchObject({ structuredContent: { found: true, tenant_id: 'lumenplay' } });
  });
});
