import type { AcceptWish } from '../engine/session.js';
import type { RunEvent } from '../run/events.js';
import type { Key } from './keys.js';
import type { TextField } from './text-field.js';

/** What the operator is doing besides looking at the question. */
export type View =
  | { readonly type: 'main' }
  | { readonly type: 'evidence' | 'help'; readonly offset: number }
  | {
      readonly type: 'input';
      readonly purpose: Purpose;
      /** Identity of what was asked when the typing began: what is found meanwhile has to be seen first. */
      readonly about: string;
      readonly field: TextField;
      readonly problem?: string;
    }
  | {
      readonly type: 'choice';
      readonly filling: Filling;
      readonly about: string;
      /** Highlighted row; 0 is the neutral one. */
      readonly row: number;
      /** Since when it stands on the terminal, in monotonic milliseconds: its guard time runs from here. */
      readonly sinceMs?: number;
      readonly problem?: string;
    };

/** A go for which not all is told yet that its form asks. */
export interface Filling {
  readonly key: string;
  readonly told: Readonly<Record<string, string>>;
  /** Index of the line that is next. */
  readonly line: number;
  /** A comment that goes with it. */
  readonly reason?: string;
}

/** What a line being typed is for. */
export type Purpose =
  | { readonly for: 'override'; readonly key: string; readonly sameReasonRefused?: true }
  /** After the reason of an override: the closed question of its kind. */
  | { readonly for: 'follow-up'; readonly key: string; readonly reason: string }
  | { readonly for: 'second'; readonly key: string; readonly reason: string }
  /** After an override: until when its findings are accepted in later runs, too. */
  | { readonly for: 'accept'; readonly key: string; readonly keys: readonly string[]; readonly reason: string }
  | { readonly for: 'not-applicable'; readonly key: string }
  | { readonly for: 'comment'; readonly key: string }
  /** One line of the form that goes with a go. */
  | { readonly for: 'told'; readonly key: string; readonly filling: Filling }
  | {
      readonly for: 'answered-by';
      readonly key: string;
      readonly answer: 'go' | 'no-go' | 'n/a';
      /** Why it does not apply, or a comment. */
      readonly reason?: string;
      readonly told?: Readonly<Record<string, string>>;
    }
  | { readonly for: 'undo' }
  | { readonly for: 'hand-over' | 'unwatched' | 'excuse' }
  | { readonly for: 'judge'; readonly outcome: 'ok' | 'failed' };

/** The screen's own state: nothing of it is a fact about the run. */
export interface Screen {
  /** The question or item the operator went to with Tab; otherwise the walk decides. */
  readonly at: string | undefined;
  /** Highlighted row; 0 is the neutral one. */
  readonly row: number;
  /** What was last drawn: keys before that cannot be meant for it. */
  readonly drawn: Drawn | undefined;
  readonly view: View;
  /** The launch phrase being typed. */
  readonly phrase: TextField;
  /** Lines that PgUp and PgDn move by. */
  readonly page: number;
  /** The window has no room for a question: nothing can be answered that nobody can read. */
  readonly tooSmall: boolean;
  /** Ctrl-C was pressed once. */
  readonly armed: boolean;
  /** What is failing was shown already, as what it was: from then on the operator may look elsewhere. */
  readonly alarmed: string | undefined;
  /** The last key of all, to tell a held key from a pressed one, and both from a paste. */
  readonly last: { readonly key: string; readonly atMs: number; readonly burst: boolean } | undefined;
  readonly hint: string | undefined;
}

/** What is on the terminal, in monotonic milliseconds. */
export interface Drawn {
  readonly key: string;
  readonly identity: string;
  /** Since when it stands there exactly so: the guard time runs from here. */
  readonly atMs: number;
  /** Since when the question is in front of the operator, its evidence and help included. */
  readonly sinceMs: number;
}

export const firstScreen: Screen = {
  at: undefined,
  row: 0,
  drawn: undefined,
  view: { type: 'main' },
  phrase: { text: '', cursor: 0 },
  page: 10,
  tooSmall: false,
  armed: false,
  alarmed: undefined,
  last: undefined,
  hint: undefined,
};

/** How the operator leaves the screen. */
export type Leave = 'launch' | 'undo' | 'check-undo' | 'pause' | 'stop' | 'interrupt' | 'leave' | 'done';

/** What a key asks for beyond the screen. */
export type Act =
  | { readonly do: 'look-again'; readonly check: string }
  | { readonly do: 'keep' }
  | { readonly do: 'restart' }
  | { readonly do: 'accept'; readonly wish: AcceptWish }
  | { readonly do: 'decide'; readonly typed: string }
  | { readonly do: 'leave'; readonly how: Leave }
  | { readonly do: 'redraw' }
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

/** The same key again within this time may be a key held down, in milliseconds: keyboards begin to repeat after it at the latest. */
export const heldWithinMs = 1000;

/** A key held down repeats itself within this time, in milliseconds: slower keyboards are not sold. */
export const settleMs = 150;
