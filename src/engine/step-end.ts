import { constants } from 'node:os';
import { lacksInterpreter } from '../world/not-started.js';
import type { OrderedStep } from './order.js';

/** How a command ended, as it is recorded. */
export interface StepEnd {
  readonly rc?: number;
  readonly signal?: string;
  readonly error?: string;
  readonly said?: string;
}

/** A program with statuses of its own has ended well only with one of these: 0 may be anybody's. */
export function meantBy({ ends }: Pick<OrderedStep, 'ends'>, end: StepEnd): StepEnd {
  if (ends === undefined || end.rc === undefined) {
    return end;
  }

  const meaning = ends[end.rc];
  if (meaning?.ok) {
    return { rc: 0, said: meaning.said };
  }

  const rc = end.rc === 0 ? {} : { rc: end.rc };
  return { ...rc, error: meaning?.said ?? end.error ?? `it ended in a way nobody knows (exit ${end.rc})` };
}

/**
 * Why a program could not be started, with the status a shell would give it.
 * @param cwd where it should have run; absolute
 */
export function notStarted(
  { code, message, path = '' }: NodeJS.ErrnoException,
  cwd: string,
): { readonly rc: number; readonly error: string } {
  switch (code) {
    case 'ENOENT':
      return {
        rc: 127,
        error: lacksInterpreter(path, cwd)
          ? 'the program that its first line names was not found'
          : 'the program was not found',
      };
    case 'EACCES':
      return { rc: 126, error: 'the program may not be run (permission denied)' };
    default:
      return { rc: 126, error: `it could not be started: ${message}` };
  }
}

/** An exit status, with what a shell means by it in words. */
export function exitEnd(rc: number): { readonly rc: number; readonly error?: string } {
  switch (rc) {
    case 126:
      return { rc, error: 'a command could not be run (exit 126)' };
    case 127:
      return { rc, error: 'a command was not found (exit 127)' };
    default:
      return { rc };
  }
}

/** 128 plus the signal's number, as a shell would give it. */
export const signalCode = (signal: NodeJS.Signals): number => 128 + (constants.signals[signal] ?? 0);
