import type { HttpFailureKind } from './http-words.js';

export interface HttpOptions {
  readonly signal: AbortSignal;
  /** For all of it, redirects and body included; milliseconds. */
  readonly timeoutMs: number;
  /** How much of the body is read, unpacked; the connection is closed when there is more. */
  readonly maxBytes: number;
  /** Sent along, but never to another host that a redirect names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How many redirects to follow: 0 unless given, never more than 5. With 0 the redirect itself is the answer. */
  readonly redirects?: number;
  /** PEM of the authority to trust, in place of those that Node trusts (NODE_EXTRA_CA_CERTS included). */
  readonly ca?: string;
}

export type HttpResult = HttpAnswer | HttpFailure;

/** An answer, whatever its status. */
export interface HttpAnswer {
  readonly ok: true;
  readonly status: number;
  /** From the start until the body was read; whole milliseconds. */
  readonly ms: number;
  /** Names in lower case; values are harmless for a terminal, on one line and cut to 1000 columns. */
  readonly headers: Readonly<Record<string, string>>;
  /** Raw: decode and sanitise before display. */
  readonly body: Buffer;
  /** There was more than `maxBytes`. */
  readonly truncated: boolean;
  /** How many redirects were followed. */
  readonly redirects: number;
  /** When the server's certificate ends, UTC, ISO 8601; absent without TLS. */
  readonly certificateEnds?: string;
}

/** No answer, or not all of one. */
export interface HttpFailure {
  readonly ok: false;
  readonly kind: HttpFailureKind;
  /** Completes "The address …": `gave no answer within 5 s`. Names no address, and nothing secret. */
  readonly why: string;
  /** Whole milliseconds. */
  readonly ms: number;
}
