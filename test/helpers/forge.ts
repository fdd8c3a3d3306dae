import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryDirectory } from './repository.js';

/** What the forge answers, by path and query: a status and a JSON body. A function is asked anew each time. */
export type Answers = Record<string, Answer | (() => Answer)>;

export interface Answer {
  readonly status?: number;
  readonly body: unknown;
  /** The page that follows, by path and query. */
  readonly next?: string;
}

export interface Forge {
  /** To be added to the environment: the operator's `gh` then talks to this server as if it were api.github.com. */
  readonly env: Readonly<Record<string, string>>;
  readonly answers: Answers;
  /** Paths that were asked, in order. */
  readonly asked: string[];
}

/** Whether the real programs are here. */
export const hasGh = runs('gh', '--version') && runs('openssl', 'version');

/**
 * A local HTTPS server in the place of api.github.com, for the real `gh`: it is reached through a local proxy, and its
 * certificate is signed by an authority that only SSL_CERT_FILE names.
 */
export async function forge(answers: Answers = {}): Promise<Forge> {
  const directory = temporaryDirectory();
  const { key, cert } = certificate(directory);
  const asked: string[] = [];
  const server = createHttps({ key, cert }, (request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const given = answers[path];
    const {
      status = 200,
      body,
      next,
    } = (typeof given === 'function' ? given() : given) ?? {
      status: 404,
      body: { message: 'Not Found' },
    };
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      ...(next === undefined ? {} : { link: `<https://api.github.com${next}>; rel="next"` }),
    });
    response.end(JSON.stringify(body));
  });
  const port = await listening(server);
  const proxy = createHttp();
  proxy.on('connect', (_request, client) => {
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
    for (const socket of [client, upstream]) {
      socket.on('error', () => {
        client.destroy();
        upstream.destroy();
      });
    }
  });
  const proxyPort = await listening(proxy);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    proxy.closeAllConnections();
    proxy.close();
  });
  return {
    env: {
      HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`,
      SSL_CERT_FILE: join(directory, 'ca.pem'),
      GH_TOKEN: 'a-token-of-the-test',
      GH_CONFIG_DIR: join(directory, 'gh'),
    },
    answers,
    asked,
  };
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

function certificate(directory: string): { readonly key: Buffer; readonly cert: Buffer } {
  const at = (name: string): string => join(directory, name);
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { stdio: 'pipe' });
  };
  const elliptic = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  writeFileSync(at('names'), 'subjectAltName=DNS:api.github.com,DNS:github.com,DNS:gitlab.com\n');
  openssl(
    'req',
    '-x509',
    ...elliptic,
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
    '-days',
    '2',
    '-subj',
    '/CN=test',
  );
  openssl('req', ...elliptic, '-keyout', at('key.pem'), '-out', at('request.pem'), '-subj', '/CN=api.github.com');
  openssl(
    ...['x509', '-req', '-in', at('request.pem'), '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial'],
    ...['-out', at('cert.pem'), '-days', '2', '-extfile', at('names')],
  );
  return { key: readFileSync(at('key.pem')), cert: readFileSync(at('cert.pem')) };
}

function runs(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Puts variables into the environment of this process until the test is over. */
export function withEnvironment(env: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(env)) {
    const before = process.env[name];
    process.env[name] = value;
    onTestFinished(() => {
      if (before === undefined) {
        delete process.env[name];
      } else {
        process.env[name] = before;
      }
    });
  }
}
