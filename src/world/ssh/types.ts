import type { Target } from '../../checklist/model.js';

/**
 * One part of what is asked of a host: a shell function, called in a subshell of the collector with standard input from
 * /dev/null. Whatever several askers want of one host at the same moment goes over one connection; what is the same word
 * for word is asked once.
 */
export interface SectionRequest {
  /** The asker's own name for it, unique in one request. */
  readonly name: string;
  /** Text of the `.sh` file that defines the function. POSIX sh; runs in dash, BusyBox and bash. */
  readonly script: string;
  /** Name of the function and its words. Quoted by whoever sends it: any text without NUL is safe. */
  readonly call: readonly [string, ...string[]];
  /** Exported for this section only. */
  readonly env?: Readonly<Record<string, string>>;
}

export type SectionAnswer =
  | {
      readonly how: 'done';
      /** Exit status of the function; 128 and more: its last command died of that signal. */
      readonly rc: number;
      /** Standard output, raw: UTF-8 with replacement, NOT sanitised. */
      readonly text: string;
      /** The last lines of standard error, raw. */
      readonly err: string;
      /** Milliseconds on the host are not known; the whole connection's are in `HostAnswer`. */
    }
  /** The connection ended before this section was complete: nothing of it may be used. */
  | { readonly how: 'missing' };

/** Why a host could not be asked, or not to the end. */
export interface HostProblem {
  /** `answer`: the host answered something that is not the protocol, or it ended in the middle. */
  readonly kind: 'unreachable' | 'refused' | 'timeout' | 'answer' | 'aborted' | 'no-ssh';
  /** One sentence in words, e.g. `no key accepted`; made of known texts, raw otherwise. */
  readonly text: string;
  /** What to do about it: `ssh-add?`, `log in once by hand`. */
  readonly hint?: string;
}

export interface HostAnswer {
  readonly host: string;
  /** By the asker's names; every section asked for is there. */
  readonly sections: ReadonlyMap<string, SectionAnswer>;
  /** Absent when the stream was complete. Complete sections count even so. */
  readonly problem?: HostProblem;
  /** From the moment it was asked for to the last byte, the wait for a free connection included. */
  readonly ms: number;
}

export interface HostRequest {
  readonly sections: readonly SectionRequest[];
  /** Milliseconds, the wait for a free connection included. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** The hosts of a target over the operator's own OpenSSH; reads only. */
export interface Ssh {
  /**
   * The hosts of a target: as written, or those its command prints, one a line.
   * @throws HostsUnknown in words, when the command fails or prints what is not a host
   */
  readonly hostsOf: (target: Target, signal: AbortSignal) => Promise<readonly string[]>;
  /** Asks one host. Resolves in any case, a little after its time at the latest. At most 6 hosts at once, each once. */
  readonly ask: (host: string, request: HostRequest) => Promise<HostAnswer>;
}

/** Nobody knows which hosts there are. The message is one sentence for the operator. */
export class HostsUnknown extends Error {
  override readonly name = 'HostsUnknown';
}
