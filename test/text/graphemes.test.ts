import { expect, test } from 'vitest';
import { graphemes } from '../../src/text/graphemes.js';

test.each(['👩‍👩‍👧', 'e\u0301', '🇹🇷', 'a', '日'])('%s stays whole wherever it lies in a long text', (character) => {
  for (let before = 250; before < 260; before++) {
    const text = 'é'.repeat(before) + character.repeat(300);
    const found = [...graphemes(text)];
    expect(found.map(({ segment }) => segment).join('')).toBe(text);
    expect(found.slice(before).every(({ segment }) => segment === character)).toBe(true);
    expect(found.every(({ segment, index }) => text.startsWith(segment, index))).toBe(true);
  }
});

test('a pile of marks comes in pieces and loses nothing', () => {
  const pile = `a${'\u0301'.repeat(10_000)}b`;
  expect([...graphemes(pile)].map(({ segment }) => segment).join('')).toBe(pile);
});
