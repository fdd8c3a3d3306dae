import { messageOf } from '../errors.js';
import { showDuration } from '../text/duration.js';
import { safeLine } from '../text/sanitise.js';

/** `stopped`: the caller's own signal. `cut-off`: the connection ended in the middle of the answer. */
export type HttpFailureKind =
  | 'address'
  | 'unreachable'
  | 'certificate'
  | 'timeout'
  | 'cut-off'
  | 'redirect'
  | 'not-http'
  | 'stopped';

/** How far a request had come. */
export type HttpPhase = 'connecting' | 'waiting' | 'reading';

export interface HttpTrouble {
  readonly kind: HttpFailureKind;
  /** Completes "The address …". */
  readonly why: string;
}

/** @param ms the time limit that ran out */
export const tooSlow = (phase: HttpPhase, ms: number): HttpTrouble => ({
  kind: 'timeout',
  why: `${slowness[phase]} within ${ms < 1000 ? `${ms} ms` : showDuration(ms)}`,
});

/**
 * What an error of Node's http, https, tls and zlib means for an operator.
 * @see https://nodejs.org/api/errors.html and https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
export function httpTrouble(error: unknown, phase: HttpPhase): HttpTrouble {
  const code = codeOf(error);
  const certificate = certificates[code];
  if (certificate !== undefined) {
    return { kind: 'certificate', why: certificate };
  }

  const network = unreachable[code];
  if (network !== undefined) {
    return { kind: 'unreachable', why: network };
  }

  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE') {
    return phase === 'reading'
      ? { kind: 'cut-off', why: 'ended the connection in the middle of its answer' }
      : { kind: 'unreachable', why: 'ended the connection without an answer' };
  }

  if (/^(EPROTO|ERR_SSL_|ERR_TLS_)/.test(code)) {
    return { kind: 'not-http', why: `does not speak TLS as it should (${code})` };
  }

  if (/^(HPE_|ERR_HTTP_|Z_|ERR_PADDING)/.test(code)) {
    return { kind: 'not-http', why: `gave an answer that is not HTTP as it should be (${code})` };
  }

  const words = code === '' ? safeLine(messageOf(error), 120) : code;
  return { kind: 'unreachable', why: `could not be asked (${words})` };
}

const slowness: Readonly<Record<HttpPhase, string>> = {
  connecting: 'could not be connected to',
  waiting: 'gave no answer',
  reading: 'did not end its answer',
};

const certificates: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  CERT_NOT_YET_VALID: 'has a certificate that is not valid yet',
  CERT_REVOKED: 'has a certificate that was revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that it signed itself, which nobody vouches for',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate from an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT: 'has a certificate from an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'has a certificate from an authority that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate from an authority that is not trusted here',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another host',
  HOSTNAME_MISMATCH: 'has a certificate for another host',
};

const unreachable: Readonly<Record<string, string>> = {
  ENOTFOUND: 'names a host that does not exist',
  EAI_AGAIN: 'names a host that cannot be looked up now',
  EAI_FAIL: 'names a host that cannot be looked up now',
  ECONNREFUSED: 'refused the connection',
  EHOSTUNREACH: 'cannot be reached from here',
  ENETUNREACH: 'cannot be reached from here',
  EADDRNOTAVAIL: 'cannot be reached from here',
  EACCES: 'cannot be reached from here',
  ETIMEDOUT: 'could not be connected to in time',
};

/** Of several addresses of one host, all failed: the last one's reason stands for them. */
function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }

  return error instanceof AggregateError && error.errors.length > 0 ? codeOf(error.errors.at(-1)) : '';
}
