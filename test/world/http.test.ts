import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { getUrl, hostOf } from '../../src/world/http.js';
import type { HttpOptions } from '../../src/world/http-types.js';
import { certificate, closedPort, rawServer, secureServer, webServer } from '../helpers/web.js';

const ask = (address: string, more: Partial<HttpOptions> = {}) =>
  getUrl(address, { signal: new AbortController().signal, timeoutMs: 20_000, maxBytes: 1000, ...more });

const textOf = (result: Awaited<ReturnType<typeof ask>>): string => (result.ok ? result.body.toString() : result.why);

test('an answer comes with status, headers and body, whatever the status', async () => {
  const server = await webServer((request, response) => {
    response.writeHead(503, { 'x-asked': `${request.method} ${request.url} ${request.headers['x-mine']}` });
    response.end('down for maintenance');
  });
  const result = await ask(`${server}/health?shipit=1`, { headers: { 'x-mine': 'yes' } });
  expect(result).toMatchObject({ ok: true, status: 503, truncated: false, redirects: 0 });
  expect(result).toMatchObject({ headers: { 'x-asked': 'GET /health?shipit=1 yes' } });
  expect(textOf(result)).toBe('down for maintenance');
});

test('of a body without an end, only so much is read', async () => {
  const server = await webServer((_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(10_000))) {}
    };
    response.on('drain', more);
    more();
  });
  const result = await ask(server);
  expect(result).toMatchObject({ ok: true, truncated: true });
  expect(textOf(result)).toBe('x'.repeat(1000));
});

test('a body of just the limit is whole', async () => {
  const server = await webServer((_, response) => response.end('x'.repeat(1000)));
  expect(await ask(server)).toMatchObject({ truncated: false });
});

test('what was packed without being asked is unpacked, within the limit', async () => {
  const server = await webServer((_, response) => {
    response.setHeader('content-encoding', 'gzip');
    response.end(gzipSync('x'.repeat(1_000_000)));
  });
  const result = await ask(server);
  expect(result).toMatchObject({ ok: true, truncated: true });
  expect(textOf(result)).toHaveLength(1000);
});

test.each(['constructor', '__proto__', 'rot13'])('a packing named %s is none', async (name) => {
  const server = await webServer((_, response) => {
    response.setHeader('content-encoding', name);
    response.end('plain');
  });
  expect(textOf(await ask(server))).toBe('plain');
});

test('a server that says nothing is not waited for', async () => {
  const server = await webServer(() => {});
  expect(await ask(server, { timeoutMs: 1000 })).toMatchObject({
    ok: false,
    kind: 'timeout',
    why: 'gave no answer within 1 s',
  });
});

test('a server that never ends is not waited for, however steadily it speaks', async () => {
  const server = await webServer((_, response) => {
    const timer = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(timer));
  });
  expect(await ask(server, { timeoutMs: 1000 })).toMatchObject({
    ok: false,
    kind: 'timeout',
    why: 'did not end its answer within 1 s',
  });
});

test('an answer that is cut off is none', async () => {
  const server = await webServer((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half', () => response.destroy());
  });
  expect(await ask(server)).toMatchObject({ ok: false, kind: 'cut-off' });
});

test('whoever asked can stop waiting', async () => {
  const stop = new AbortController();
  const server = await webServer(() => stop.abort());
  expect(await ask(server, { signal: stop.signal })).toMatchObject({ ok: false, kind: 'stopped' });
  expect(await ask(server, { signal: AbortSignal.abort() })).toMatchObject({ ok: false, kind: 'stopped' });
});

test('a redirect is the answer unless redirects are followed', async () => {
  const server = await webServer((request, response) => {
    if (request.url === '/old') {
      response.writeHead(302, { location: '/new' }).end();
    } else {
      response.end('here');
    }
  });
  expect(await ask(`${server}/old`)).toMatchObject({ status: 302, headers: { location: '/new' } });
  const followed = await ask(`${server}/old`, { redirects: 5 });
  expect(followed).toMatchObject({ status: 200, redirects: 1 });
  expect(textOf(followed)).toBe('here');
});

test('what is sent along is not sent to another host', async () => {
  const other = await webServer((request, response) => response.end(String(request.headers['x-key'])));
  const server = await webServer((_, response) => response.writeHead(307, { location: other }).end());
  expect(textOf(await ask(server, { redirects: 1, headers: { 'x-key': 'secret' } }))).toBe('undefined');
});

test('a circle of redirects ends', async () => {
  let asked = 0;
  const server = await webServer((_, response) => {
    asked++;
    response.writeHead(301, { location: '/' }).end();
  });
  expect(await ask(server, { redirects: 99 })).toMatchObject({ kind: 'redirect', why: 'sends on more than 5 times' });
  expect(asked).toBe(6);
});

test.each(['file:///etc/passwd', 'data:text/plain,hello', 'ftp://localhost/', 'http://'])(
  'no redirect leads to %s',
  async (location) => {
    const server = await webServer((_, response) => response.writeHead(302, { location }).end());
    expect(await ask(server, { redirects: 5 })).toMatchObject({
      kind: 'redirect',
      why: 'sends on to something that is no http or https address',
    });
  },
);

test('no redirect leads from https to http', async () => {
  const server = await secureServer('localhost', (_, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  );
  expect(await ask(server, { redirects: 5, ca: certificate('localhost') })).toMatchObject({ kind: 'redirect' });
});

test.each(['file:///etc/passwd', '/etc/passwd', 'gopher://x/', 'not an address', 'http://', ''])(
  '%j is no address to ask',
  async (address) => {
    expect(await ask(address)).toMatchObject({ kind: 'address', why: 'is no http or https address' });
  },
);

test('a port that nobody listens on refuses', async () => {
  expect(await ask(`http://127.0.0.1:${await closedPort()}/`)).toMatchObject({
    kind: 'unreachable',
    why: 'refused the connection',
  });
});

test('a host that does not exist is named so', async () => {
  expect(await ask('http://no-such-host.invalid/')).toMatchObject({ kind: 'unreachable', why: /host/ });
});

test('the certificate’s end is told', async () => {
  const server = await secureServer('localhost', (_, response) => response.end('safe'));
  const result = await ask(server, { ca: certificate('localhost') });
  expect(result).toMatchObject({ ok: true, certificateEnds: '2126-10-28T05:17:27.000Z' });
});

test.each([
  ['localhost', undefined, 'has a certificate that it signed itself, which nobody vouches for'],
  ['expired', 'expired', 'has a certificate that has expired'],
] as const)('a certificate that cannot be trusted (%s) is said in words', async (name, authority, why) => {
  const server = await secureServer(name, (_, response) => response.end('?'));
  const ca = authority === undefined ? {} : { ca: certificate(authority) };
  expect(await ask(server, ca)).toMatchObject({ ok: false, kind: 'certificate', why });
});

test('TLS is not spoken where HTTP is', async () => {
  const server = await webServer((_, response) => response.end());
  expect(await ask(server.replace('http:', 'https:'))).toMatchObject({ ok: false, kind: 'not-http' });
});

test('what is not HTTP is no answer', async () => {
  expect(await ask(await rawServer('SSH-2.0-OpenSSH_9.6\r\n'))).toMatchObject({ ok: false, kind: 'not-http' });
});

test('headers are harmless', async () => {
  const server = await rawServer('HTTP/1.1 200 OK\r\nx-evil: \x9b2J\u202eabc\r\ncontent-length: 0\r\n\r\n');
  const result = await ask(server);
  expect(result.ok ? result.headers['x-evil'] : result.why).not.toMatch(/[\x80-\x9f\u202e]/);
});

test.each([
  ['https://cal.example:8443/private-5f3c/basic.ics?key=1', 'cal.example:8443'],
  ['https://user:secret@cal.example/x', 'cal.example'],
  ['webcal://cal.example/x', 'cal.example'],
  ['nonsense', 'a web address'],
])('of %s only the host is shown', (address, shown) => {
  expect(hostOf(address)).toBe(shown);
});
