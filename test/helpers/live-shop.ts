import { appendFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryDirectory } from './repository.js';

/** A web server and its log, as a watch looks at them. */
export interface LiveShop extends AsyncDisposable {
  readonly url: string;
  /** Absolute. */
  readonly log: string;
  /** What the front page answers from here on. */
  readonly answer: (status: number) => void;
  readonly writeLog: (...lines: readonly string[]) => void;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
}

/** Starts one on a free port of this machine. */
export async function liveShop(): Promise<LiveShop> {
  const log = join(temporaryDirectory(), 'shop.log');
  writeFileSync(log, 'started\n');
  let status = 200;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(status, { 'content-type': 'text/plain' }).end('the shop is open');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    log,
    asked,
    answer(next) {
      status = next;
    },
    writeLog: (...lines) => appendFileSync(log, lines.map((line) => `${line}\n`).join('')),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
