import { expect, test } from 'vitest';
import { clusters } from '../../build/clusters.js';

const segmenter = new Intl.Segmenter();

/** What stands on screens, and everything that joins with its neighbours. */
const alphabet = [
  ...' aZ09~\t\n\r\u001B\u0000[m;é\u00A0\u00AD\u02FF',
  ...'─│▸✔✖⟳…–—‖↑€⃣\u200D\uFE0F\u0301\u0300\u20E3',
  ...['각', '\u1100', '\u1161', '👩', '🏽', '🇹', '🇷', '漢', 'ﾞ', 'नि', '\uD83D', '\uDC69', '©', '▪', '⭐', '⬛'],
];

/** Mulberry32: the same texts in every run. */
const randomNumbers = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

const texts = (count: number): readonly string[] => {
  const random = randomNumbers(1);
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + Math.floor(random() * 8) }, () => alphabet[Math.floor(random() * alphabet.length)]).join(
      '',
    ),
  );
};

test('texts are cut as Intl.Segmenter cuts them', () => {
  for (const text of texts(50_000)) {
    const mine = [...clusters.segment(text)].map(({ segment, index }) => `${index} ${segment}`);
    const theirs = [...segmenter.segment(text)].map(({ segment, index }) => `${index} ${segment}`);
    if (mine.join() !== theirs.join()) {
      expect(mine, JSON.stringify(text)).toEqual(theirs);
    }
  }
});

test('every code unit beside every other kind of neighbour is cut as Intl.Segmenter cuts it', () => {
  const neighbours = ['a', '\u0301', '\u200D', '\n', '─', '\uFE0F'];
  for (let unit = 0; unit < 0x3000; unit++) {
    const text = neighbours.map((neighbour) => neighbour + String.fromCharCode(unit)).join('');
    const mine = [...clusters.segment(text)].map(({ segment }) => segment);
    const pair = `a${String.fromCharCode(unit)}${String.fromCharCode(unit)}`;
    mine.push(...[...clusters.segment(pair)].map(({ segment }) => segment));
    const theirs = [...segmenter.segment(text), ...segmenter.segment(pair)].map(({ segment }) => segment);
    if (mine.join('|') !== theirs.join('|')) {
      expect(mine, unit.toString(16)).toEqual(theirs);
    }
  }
});

test('the cluster at a place is the one Intl.Segmenter finds there', () => {
  for (const text of texts(2_000)) {
    for (let index = 0; index <= text.length; index++) {
      expect(clusters.segment(text).containing(index)?.segment).toBe(
        segmenter.segment(text).containing(index)?.segment,
      );
    }
  }
});

/** As a text: the flag v is newer than the language level of this project. */
const rgiEmoji = '^\\p{RGI_Emoji}$';

test('a single code unit is an emoji of its own exactly when it is presented as one', () => {
  const sequences = new RegExp(rgiEmoji, 'v');
  for (let unit = 0; unit <= 0xffff; unit++) {
    const character = String.fromCharCode(unit);
    if (/\p{Emoji_Presentation}/u.test(character) !== sequences.test(character)) {
      expect.unreachable(`U+${unit.toString(16)}`);
    }
  }
});
