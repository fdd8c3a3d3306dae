import { constants } from 'node:os';
import type { CommandEnd } from '../command-types.js';
import type { HostProblem } from './types.js';
import { meaningOf } from './words.js';

/** How one connection ended. */
export interface ConnectionEnd {
  readonly end: CommandEnd;
  /** The host's shell ran what was sent. */
  readonly hello: boolean;
  readonly bye: boolean;
  /** How the host's shell ended; unknown when the connection broke off before. 128 and more: a signal. */
  readonly shell: number | undefined;
  readonly tooMuch: boolean;
  /** What the login printed, clipped. Raw. */
  readonly before: string;
  /** ssh's own words, and those of the host's shells. Raw. */
  readonly stderr: string;
}

/**
 * Why a host did not answer to the end; absent when it did. ssh exits with 255 for whatever it could not do itself, for a
 * remote 255, and for a remote shell that a signal ended: what was said before tells them apart.
 */
export function problemOf(ended: ConnectionEnd, host: string): HostProblem | undefined {
  if (ended.bye) {
    return undefined;
  }

  const { end, shell } = ended;
  if (shell !== undefined) {
    return shellEnded(ended, shell);
  }

  switch (end.how) {
    case 'not-started':
      return end.error === 'ssh was not found'
        ? { kind: 'no-ssh', text: 'ssh is not installed here', hint: 'install the OpenSSH client' }
        : { kind: 'no-ssh', text: `ssh cannot be started here: ${end.error}` };
    case 'aborted':
      return ended.tooMuch ? tooMuch : { kind: 'aborted', text: 'not asked to the end' };
    case 'timeout':
      return lateProblem(end.afterMs, ended.hello);
    case 'signal':
      return { kind: 'answer', text: `ssh was ended by ${end.signal}` };
    case 'exit':
      return withoutShell(ended, end.code, host);
  }
}

/** @param heard whether the host had begun to answer */
export const lateProblem = (afterMs: number, heard: boolean): HostProblem => {
  const time = `${Math.max(1, Math.round(afterMs / 1000))} s`;
  return { kind: 'timeout', text: heard ? `it was not done after ${time}` : `no answer in ${time}` };
};

/** It may go better a moment later: sshd drops logins when too many come at once (`MaxStartups`). */
export const isWorthRetry = ({ end, hello, stderr }: ConnectionEnd): boolean =>
  end.how === 'exit' &&
  end.code === 255 &&
  !hello &&
  /kex_exchange_identification|Connection closed by remote host|Connection reset by peer/.test(stderr);

const tooMuch: HostProblem = { kind: 'answer', text: 'it answered more than 10 MB' };

/** It ran until its own end, and that came too early. */
function shellEnded({ hello, stderr }: ConnectionEnd, status: number): HostProblem {
  // `timeout` says 124.
  if (status === 124) {
    return { kind: 'timeout', text: 'it was not done when its time was over' };
  }

  return hello
    ? { kind: 'answer', text: `its shell ended in the middle of its answer: ${statusWords(status)}` }
    : { kind: 'answer', text: `its shell did not take what was sent: ${statusWords(status)}${said(stderr)}` };
}

function withoutShell(ended: ConnectionEnd, code: number, host: string): HostProblem {
  if (ended.hello) {
    return { kind: 'answer', text: 'the connection broke off in the middle of its answer' };
  }

  return (
    meaningOf(code === sshItself ? ended.stderr : '', ended.before + ended.stderr, `ssh ${host}`) ?? {
      kind: 'answer',
      text: `it did not start what was sent: exit ${code}${said(ended.stderr) || said(ended.before)}`,
    }
  );
}

/** ssh's status for what it could not do itself; only then are its words looked at. */
const sshItself = 255;

const statusWords = (status: number): string => {
  const [name] = Object.entries(constants.signals).find(([, number]) => number === status - 128) ?? [];
  return name === undefined ? `exit ${status}` : `died with ${name}`;
};

const said = (text: string): string => {
  const line = text.trim().split('\n').at(-1)?.trim().slice(0, 200);
  return line ? ` (${line})` : '';
};
