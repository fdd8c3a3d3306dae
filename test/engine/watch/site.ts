import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server that says what it is told to, on this machine. */
export interface Site extends AsyncDisposable {
  readonly url: string;
  /** What it answers from here on. */
  readonly says: (status: number, body?: string, delayMs?: number) => void;
  /** Paths with their queries, as they were asked for, with the request's headers. */
  readonly asked: readonly { readonly url: string; readonly headers: Readonly<Record<string, unknown>> }[];
}

export async function openSite(): Promise<Site> {
  let answer = { status: 200, body: 'hello', delayMs: 0 };
  const asked: { url: string; headers: Readonly<Record<string, unknown>> }[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers });
    const { status, body, delayMs } = answer;
    setTimeout(() => {
      response.writeHead(status).end(body);
    }, delayMs);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    says(status, body = 'hello', delayMs = 0) {
      answer = { status, body, delayMs };
    },
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
