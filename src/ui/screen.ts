import type { RunEvent } from '../run/events.js';
import type { Key } from './keys.js';
import type { TextField } from './text-field.js';

/** What the operator is doing besides looking at the question. */
export type View =
  | { readonly type: 'main' }
  | { readonly type: 'evidence'; readonly offset: number }
  | { readonly type: 'help'; readonly offset: number }
  | { readonly type: 'input'; readonly purpose: Purpose; readonly field: TextField; readonly problem?: string };

/** What a line being typed is for. */
export type Purpose =
  | { readonly for: 'override'; readonly key: string; readonly sameReasonRefused?: true }
  | { readonly for: 'second'; readonly key: string; readonly reason: string }
  | { readonly for: 'not-applicable'; readonly key: string }
  | { readonly for: 'comment'; readonly key: string }
  | { readonly for: 'answered-by'; readonly key: string; readonly answer: 'go' | 'no-go' }
  | { readonly for: 'undo' }
  | { readonly for: 'judge'; readonly outcome: 'ok' | 'failed' };

/** The screen's own state: nothing of it is a fact about the run. */
export interface Screen {
  /** The question or item the operator went to with Tab; otherwise the walk decides. */
  readonly at: string | undefined;
  /** Highlighted row; 0 is the neutral one. */
  readonly row: number;
  /** What was last drawn, and when (monotonic milliseconds): keys before that cannot be meant for it. */
  readonly drawn: { readonly key: string; readonly identity: string; readonly atMs: number } | undefined;
  readonly view: View;
  /** The launch phrase being typed. */
  readonly phrase: TextField;
  /** Ctrl-C was pressed once. */
  readonly armed: boolean;
  /** The last key of all, to tell a held key from a pressed one. */
  readonly last: { readonly key: string; readonly atMs: number } | undefined;
  readonly hint: string | undefined;
}

export const firstScreen: Screen = {
  at: undefined,
  row: 0,
  drawn: undefined,
  view: { type: 'main' },
  phrase: { text: '', cursor: 0 },
  armed: false,
  last: undefined,
  hint: undefined,
};

/** How the operator leaves the screen. */
export type Leave = 'launch' | 'undo' | 'pause' | 'stop' | 'interrupt' | 'leave' | 'done';

/** What a key asks for beyond the screen. */
export type Act =
  | { readonly do: 'look-again'; readonly check: string }
  | { readonly do: 'keep' }
  | { readonly do: 'restart' }
  | { readonly do: 'decide'; readonly typed: string }
  | { readonly do: 'leave'; readonly how: Leave }
  /** It may be a held key: press it again after `afterMs` unless another key comes. */
  | { readonly do: 'settle'; readonly afterMs: number };

export interface Response {
  readonly screen: Screen;
  readonly record?: RunEvent;
  readonly act?: Act;
}

/** A key, and when it was pressed. */
export interface Press {
  readonly key: Key;
  /** Monotonic milliseconds. */
  readonly nowMs: number;
  /** The key was held back once already to see whether it is being held down. */
  readonly settled?: boolean;
}

/** How long a question has to be on screen before a key can answer it, in milliseconds. */
export const guardMs = 300;

/** The same key again within this time may be a key held down, in milliseconds. */
export const heldWithinMs = 1000;

/** Auto-repeat sends the next one within this time, in milliseconds. */
export const settleMs = 150;
