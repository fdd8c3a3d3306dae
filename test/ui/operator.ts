import type { Situation } from '../../src/engine/session.js';
import type { Answered, RunEvent } from '../../src/run/events.js';
import type { Key, NamedKey } from '../../src/ui/keys.js';
import { drawn, pressKey } from '../../src/ui/press-key.js';
import { type Act, firstScreen, type Screen } from '../../src/ui/screen.js';

/** What an operator did at a screen whose situation does not change by itself. */
export interface Operator {
  /** Lets time pass, in milliseconds. */
  readonly wait: (ms: number) => Operator;
  /** The screen is drawn as it is now, and as the situation is now. */
  readonly look: (situation?: Situation) => Operator;
  /** A key as a name, or one character. */
  readonly press: (...keys: readonly (Key | NamedKey | string)[]) => Operator;
  /** Types a line, key by key, a tenth of a second each. */
  readonly type: (text: string) => Operator;
  readonly screen: Screen;
  /** Everything that was to be recorded. */
  readonly records: readonly RunEvent[];
  readonly acts: readonly Act[];
}

/** Somebody who has the first frame before them, and has read it. */
export const operatorBefore = (situation: Situation): Operator =>
  operator({ situation, screen: firstScreen, nowMs: 0, records: [], acts: [] }).look().wait(400);

/** Somebody whose keys arrive before anything was drawn. */
export const hastyOperatorBefore = (situation: Situation): Operator =>
  operator({ situation, screen: firstScreen, nowMs: 0, records: [], acts: [] });

/** The answers among what was recorded: question, answer, and how. */
export const answersOf = ({ records }: Operator): readonly string[] =>
  records
    .filter((event): event is Answered => event.type === 'answer')
    .map(({ check, answer, how }) => `${check} ${answer} ${how}`);

interface State extends Pick<Operator, 'screen' | 'records' | 'acts'> {
  readonly situation: Situation;
  readonly nowMs: number;
}

function operator(state: State): Operator {
  const { situation, screen, nowMs, records, acts } = state;
  const give = (key: Key): Operator => {
    const response = pressKey(screen, situation, { key, nowMs });
    return operator({
      ...state,
      screen: response.screen,
      records: response.record === undefined ? records : [...records, response.record],
      acts: response.act === undefined ? acts : [...acts, response.act],
    });
  };
  return {
    screen,
    records,
    acts,
    wait: (ms) => operator({ ...state, nowMs: nowMs + ms }),
    look: (next = situation) => operator({ ...state, situation: next, screen: drawn(screen, next, nowMs) }),
    press: (...keys) =>
      keys.length === 0
        ? operator(state)
        : keys.slice(1).reduce<Operator>((done, key) => done.press(key), give(keyOf(keys[0] ?? ''))),
    type: (text) => [...text].reduce<Operator>((done, char) => done.wait(100).press(char), operator(state)),
  };
}

const keyOf = (key: Key | NamedKey | string): Key =>
  typeof key !== 'string' ? key : [...key].length === 1 ? { name: 'char', char: key } : { name: key as NamedKey };
