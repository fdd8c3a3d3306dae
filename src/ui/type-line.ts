import type { LastKey } from './held.js';
import { lastAfter } from './held.js';
import { guardMs, heldWithinMs, type Press } from './screen.js';
import { editField, emptyField, type TextField } from './text-field.js';

/** A page with one line to type. */
export interface TypeState {
  readonly field: TextField;
  /** Since when it stands on the terminal: monotonic milliseconds. */
  readonly drawnMs: number | undefined;
  readonly last: LastKey | undefined;
  readonly armed: boolean;
  /** Why the line was not taken; or that Ctrl-C leaves. */
  readonly hint: string | undefined;
}

export const firstLine: TypeState = {
  field: emptyField,
  drawnMs: undefined,
  last: undefined,
  armed: false,
  hint: undefined,
};

export interface TypedNow {
  readonly state: TypeState;
  readonly act?:
    | { readonly do: 'take'; readonly text: string }
    | { readonly do: 'back' }
    | { readonly do: 'interrupt' }
    | { readonly do: 'redraw' };
}

/**
 * What a key means while a line is typed. Pure. Enter hands it in, unless it is held down, or leaves a line empty before
 * anybody can have read what is asked; Escape goes back.
 * @param refuse why a line cannot be taken; undefined: it can
 */
export function pressLine(before: TypeState, press: Press, refuse: (text: string) => string | undefined): TypedNow {
  const { key, nowMs } = press;
  const state: TypeState = { ...before, last: lastAfter(before.last, press) };
  if (key.name === 'ctrl-c') {
    return before.armed
      ? { state, act: { do: 'interrupt' } }
      : { state: { ...state, armed: true, hint: 'Ctrl-C again to leave.' } };
  }

  const now = { ...state, armed: false };
  switch (key.name) {
    case 'ctrl-l':
      return { state: now, act: { do: 'redraw' } };
    case 'escape':
      return { state: now, act: { do: 'back' } };
    case 'enter': {
      const isEmpty = before.field.text.trim() === '';
      const unread = isEmpty && (before.drawnMs === undefined || nowMs - before.drawnMs < guardMs);
      const held = before.last?.key === 'enter' && nowMs - before.last.atMs < heldWithinMs;
      if (held) {
        return { state: now };
      }

      if (unread) {
        return { state: { ...now, hint: 'That came too soon to be meant: press Enter again.' } };
      }

      const text = before.field.text.trim();
      const problem = refuse(text);
      return problem === undefined ? { state: now, act: { do: 'take', text } } : { state: { ...now, hint: problem } };
    }
    default: {
      const field = editField(before.field, key);
      return { state: field === undefined ? now : { ...now, field, hint: undefined } };
    }
  }
}
