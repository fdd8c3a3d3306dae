import { once } from 'node:events';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { safeLine } from '../text/sanitise.js';
import type { HttpAnswer, HttpOptions, HttpResult } from './http-types.js';
import { type HttpPhase, type HttpTrouble, httpTrouble, tooSlow } from './http-words.js';

/** What `getUrl` does; loaded when it is first called. */
export async function requestUrl(address: string, options: HttpOptions): Promise<HttpResult> {
  const started = performance.now();
  const ms = (): number => Math.round(performance.now() - started);
  const limit = timeLimit(options);
  try {
    const answer = await follow(address, options, limit);
    return 'why' in answer ? { ok: false, ...answer, ms: ms() } : { ok: true, ...answer, ms: ms() };
  } catch (error) {
    return { ok: false, ...(limit.ranOut(options.signal) ?? httpTrouble(error, limit.phase())), ms: ms() };
  } finally {
    limit.end();
  }
}

const maxRedirects = 5;

/** No server that is well takes longer, and a probe of ten seconds should say which part of it was slow. */
const connectMs = 5_000;

interface TimeLimit {
  readonly signal: AbortSignal;
  readonly enter: (phase: HttpPhase) => void;
  readonly phase: () => HttpPhase;
  /** Why it is over, if it is the time or the caller that ended it. */
  readonly ranOut: (callers: AbortSignal) => HttpTrouble | undefined;
  readonly end: () => void;
}

function timeLimit({ signal, timeoutMs }: HttpOptions): TimeLimit {
  const over = new AbortController();
  let now: HttpPhase = 'connecting';
  let trouble: HttpTrouble | undefined;
  const stopAfter = (ms: number, isOver: () => boolean): NodeJS.Timeout =>
    setTimeout(() => {
      if (isOver()) {
        trouble ??= tooSlow(now, ms);
        over.abort();
      }
    }, ms);
  const whole = stopAfter(timeoutMs, () => true);
  let connecting: NodeJS.Timeout | undefined;
  return {
    signal: AbortSignal.any([signal, over.signal]),
    enter: (phase) => {
      now = phase;
      clearTimeout(connecting);
      connecting = phase === 'connecting' ? stopAfter(connectMs, () => now === 'connecting') : undefined;
    },
    phase: () => now,
    ranOut: (callers) => (callers.aborted ? { kind: 'stopped', why: 'was not waited for' } : trouble),
    end: () => {
      clearTimeout(whole);
      clearTimeout(connecting);
    },
  };
}

type Followed = Omit<HttpAnswer, 'ok' | 'ms'> | HttpTrouble;

async function follow(address: string, options: HttpOptions, limit: TimeLimit): Promise<Followed> {
  const allowed = Math.min(options.redirects ?? 0, maxRedirects);
  const first = webAddress(address);
  if (first === undefined) {
    return { kind: 'address', why: 'is no http or https address' };
  }

  let url = first;
  for (let redirects = 0; ; redirects++) {
    const response = await ask(url, url.origin === first.origin ? (options.headers ?? {}) : {}, options.ca, limit);
    const { location } = response.headers;
    if (allowed === 0 || location === undefined || !isRedirect(response.statusCode)) {
      return { ...(await read(response, options.maxBytes, limit)), redirects };
    }

    response.destroy();
    const next = webAddress(location, url);
    if (next === undefined) {
      return { kind: 'redirect', why: 'sends on to something that is no http or https address' };
    }

    if (url.protocol === 'https:' && next.protocol === 'http:') {
      return { kind: 'redirect', why: 'sends on from https to http, where everybody can read along' };
    }

    if (redirects === allowed) {
      return { kind: 'redirect', why: `sends on more than ${allowed} times` };
    }

    url = next;
  }
}

function webAddress(address: string, base?: URL): URL | undefined {
  if (!URL.canParse(address, base?.href)) {
    return undefined;
  }

  const url = new URL(address, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}

const isRedirect = (status: number | undefined): boolean => [301, 302, 303, 307, 308].includes(status ?? 0);

async function ask(
  url: URL,
  headers: Readonly<Record<string, string>>,
  ca: string | undefined,
  limit: TimeLimit,
): Promise<IncomingMessage> {
  limit.enter('connecting');
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    // A connection of its own: nothing stays open behind the answer, and the certificate is this server's.
    agent: false,
    signal: limit.signal,
    headers: { 'user-agent': 'shipit', accept: '*/*', 'accept-encoding': 'identity', ...headers },
    ...(ca === undefined ? {} : { ca }),
  });
  // Also told to `once`; this one hears of those that come later, which would end the process if nobody did.
  request.on('error', () => {});
  request.on('socket', (socket) => {
    socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => limit.enter('waiting'));
  });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  limit.enter('reading');
  return response;
}

async function read(
  response: IncomingMessage,
  maxBytes: number,
  limit: TimeLimit,
): Promise<Omit<HttpAnswer, 'ok' | 'ms' | 'redirects'>> {
  const { socket, headers, statusCode = 0 } = response;
  const certificateEnds = socket instanceof TLSSocket ? endOf(socket) : undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of unpacked(response) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxBytes) {
      break;
    }
  }
  // An answer that was cut off by the limit can look like one that ended.
  limit.signal.throwIfAborted();
  return {
    status: statusCode,
    headers: harmless(headers),
    body: Buffer.concat(chunks).subarray(0, maxBytes),
    truncated: bytes > maxBytes,
    ...(certificateEnds === undefined ? {} : { certificateEnds }),
  };
}

/** Some servers pack what nobody asked them to pack. */
function unpacked(response: IncomingMessage): Readable {
  const unpack = unpackers.get((response.headers['content-encoding'] ?? '').trim().toLowerCase());
  // The reader hears of an error in either of them.
  return unpack === undefined ? response : pipeline(response, unpack(), () => {});
}

const unpackers = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

function endOf(socket: TLSSocket): string | undefined {
  const end = Date.parse(socket.getPeerCertificate().valid_to);
  return Number.isNaN(end) ? undefined : new Date(end).toISOString();
}

const harmless = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      safeLine(name, 100),
      safeLine(Array.isArray(value) ? value.join(', ') : (value ?? ''), 1000),
    ]),
  );
