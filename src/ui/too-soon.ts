import type { Key } from './keys.js';
import type { Screen } from './screen.js';

/** A key that came before anybody can have read what it would answer: it did nothing, and the operator is told so. */
export const tooSoon = (screen: Screen, key: Key): Screen =>
  key.name === 'char' || key.name === 'enter' ? { ...screen, hint: tooSoonHint } : screen;

export const tooSoonHint = 'Too soon: press that key again. Nothing was answered.';
