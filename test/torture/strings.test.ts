import { expect, test } from 'vitest';
import { cleanLine, cleanText } from '../../src/engine/clean-text.js';
import { createRedactor } from '../../src/text/redact.js';
import { safe, safeLine } from '../../src/text/sanitise.js';
import { width } from '../../src/text/width.js';
import { anyText } from './any-text.js';
import { logPages, walkPages } from './screens-with.js';
import { limitFor, randomFor, roundsOf, tell } from './trial.js';

const rounds = roundsOf(10);
/** Texts that go only through what every page relies on, a round. */
const textsARound = 250;

test.each([
  ['letters', 'x'],
  ['wide letters', '日本'],
  ['accents', 'a\u0301'],
  ['escapes', '\u001b[31m'],
  ['unclosed titles', '\u001b]0;x'],
  ['lone surrogates', '\ud800'],
])('G13 a line of 20,000 %s is made harmless and cut', (_, piece) => {
  const line = piece.repeat(20_000 / piece.length);
  safeLine(line, 80);
  const began = performance.now();
  const drawn = safeLine(line, 80);
  tell(`G13 a line of ${JSON.stringify(piece)}`, { ms: Math.round((performance.now() - began) * 10) / 10 });
  expect([width(drawn) <= 80, foreignIn(drawn)]).toEqual([true, []]);
});

test(
  'G13 random hostile strings through every screen, line by line, the log and all exports: no foreign control byte comes out',
  () => {
    const random = randomFor('strings');
    const count = { strings: 0, pages: 0, 'with foreign bytes': 0, 'pages that broke': 0 };
    const bad: unknown[] = [];
    let slowestMs = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (const [page, shown] of [...logPages(anyText(random)), ...walkPages(anyText(random), round)]) {
        count.pages += 1;
        count.strings += 1;
        const began = performance.now();
        try {
          const foreign = foreignIn(shown(), ours[page]);
          if (foreign.length > 0) {
            count['with foreign bytes'] += 1;
            bad.push({ round, page, foreign: foreign.slice(0, 5) });
          }
          slowestMs = Math.max(slowestMs, performance.now() - began);
        } catch (error) {
          count['pages that broke'] += 1;
          bad.push({ round, page, error: String(error).slice(0, 300) });
        }
      }

      for (let n = 0; n < textsARound; n += 1) {
        const text = anyText(random);
        count.strings += 1;
        const lines = [safeLine(text), safeLine(text, 40), cleanLine(text, redact, 40)];
        const foreign = [
          ...foreignIn(safe(text)),
          ...foreignIn(cleanText(text, redact)),
          ...lines.flatMap((line) => foreignIn(line)),
        ];
        if (
          foreign.length > 0 ||
          lines.some((line) => line.includes('\n')) ||
          lines.slice(1).some((line) => width(line) > 40)
        ) {
          count['with foreign bytes'] += 1;
          bad.push({ text, foreign });
        }
      }
    }

    // Ink takes most of it, once for a whole frame; figures are for reading, not for asserting.
    tell('G13 strings', { ...count, 'ms for the slowest page': Math.round(slowestMs) });
    expect(bad.slice(0, 5)).toEqual([]);
  },
  limitFor(rounds, 5000),
);

const redact = createRedactor({});

/** What a page has of its own: RFC 4180 ends lines so, and JSON may hold a letter that draws nothing. */
const ours: Readonly<Record<string, RegExp>> = {
  'export csv': /\r(?=\n)/g,
  'export ndjson': /[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
};

/** What a terminal would act on or hide; line breaks are ours, and a joiner stands inside an emoji. */
const foreignIn = (text: string, allowed = /$^/g): readonly string[] =>
  (text.replaceAll(allowed, '').match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu) ?? [])
    .filter((found) => !['\n', '\u200d', '\ufe0e', '\ufe0f'].includes(found))
    .map((found) => `U+${(found.codePointAt(0) ?? 0).toString(16)}`);
