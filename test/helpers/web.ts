import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createSocketServer, type Server as SocketServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** A real server on this machine, gone when the test is over. Gives back where it is: `http://127.0.0.1:41234`. */
export async function webServer(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listening(createServer(answer))}`;
}

/** The same with TLS. `localhost` has a certificate for a hundred years, `expired` one that ended with the year 2020. */
export async function secureServer(name: 'localhost' | 'expired', answer: RequestListener): Promise<string> {
  const server = createSecureServer({ key: tlsFile('key'), cert: certificate(name) }, answer);
  return `https://localhost:${await listening(server)}`;
}

/** One that says the same to everybody, HTTP or not, and ends the connection. */
export async function rawServer(bytes: string): Promise<string> {
  return `http://127.0.0.1:${await listening(createSocketServer((socket) => socket.end(bytes)))}`;
}

/** PEM. Self-signed: it is its own authority. */
export const certificate = (name: 'localhost' | 'expired'): string => tlsFile(name);

/** A port that nobody listens on. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const tlsFile = (name: string): string => readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url), 'utf8');

async function listening(server: SocketServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function') {
      server.closeAllConnections();
    }
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
