import { createServer } from 'node:http';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { HostProvider } from './clients/host-provider.ts';
import { listen } from './listen.ts';

/** An MCP host on this computer: it opens the browser at an address, and listens on loopback for the person to come back. */
export class Host {
  readonly provider: HostProvider;
  readonly #connector: URL;
  readonly #callback = Promise.withResolvers<URL>();
  readonly #server = createServer((request, answer) => {
    const url = new URL(request.url ?? '/', this.provider.redirectUrl);
    if (url.pathname === '/callback') this.#callback.resolve(url);
    answer.end('You may close this page.');
  });

  private constructor(connector: URL, scope: string) {
    this.#connector = connector;
    this.provider = new HostProvider('Desktop host', scope);
  }

  static async start(connector: string, scope = 'optimove:read optimove:drafts.write'): Promise<Host> {
    const host = new Host(new URL(connector), scope);
    host.provider.listenOn(`http://127.0.0.1:${await listen(host.#server)}/callback`);
    return host;
  }

  /** Connects without tokens: registers, and answers the address at which the person is to sign in. */
  async authorizationUrl(): Promise<string> {
    await this.connect().catch((error: unknown) => {
      if (!this.provider.authorizationUrl) throw error;
    });
    return this.provider.authorizationUrl?.href ?? '';
  }

  /** What came back to the host with the browser. */
  async callback(): Promise<URLSearchParams> {
    return (await this.#callback.promise).searchParams;
  }

  /** Redeems the code that came back. */
  async finish(): Promise<void> {
    await this.#transport().finishAuth(await this.callback());
  }

  async connect(): Promise<Client> {
    const client = new Client({ name: 'desktop-host', version: '1.0.0' });
    await client.connect(this.#transport());
    return client;
  }

  /** The HTTP status of a bare call with the tokens that the host holds. */
  async status(): Promise<number> {
    const answer = await fetch(this.#connector, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.provider.tokens()?.access_token}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
    });
    await answer.text();
    return answer.status;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #transport(): StreamableHTTPClientTransport {
    return new StreamableHTTPClientTransport(this.#connector, { authProvider: this.provider });
  }
}
