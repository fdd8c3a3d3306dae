import type { Focus } from './focus.js';
import type { Purpose, Response, Screen } from './screen.js';
import { emptyField } from './text-field.js';

/** A line to type, about what is asked now. */
export const ask = (screen: Screen, { identity }: Focus, purpose: Purpose): Response => ({
  screen: { ...screen, view: { type: 'input', purpose, about: identity, field: emptyField } },
});

/** Back from a page or a line to the question it belongs to; nobody can have read that anew yet. */
export const backToQuestion = (screen: Screen): Screen => ({
  ...unread({ ...screen, view: { type: 'main' } }),
  row: 0,
});

/** What was drawn is not there any more: it has to be drawn and read anew before it can be answered. */
export function unread(screen: Screen): Screen {
  const { view } = screen;
  if (view.type !== 'choice') {
    return { ...screen, drawn: screen.drawn && { ...screen.drawn, identity: '' } };
  }

  const { sinceMs: _before, ...rest } = view;
  return { ...screen, view: rest };
}

/** Back to the walk, the neutral row highlighted, nothing drawn yet. */
export const reset = (screen: Screen): Screen => ({
  ...screen,
  at: undefined,
  row: 0,
  drawn: undefined,
  view: { type: 'main' },
});
