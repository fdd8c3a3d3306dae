import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Terminal } from './terminal.js';
import { type PictureText, pictureOf } from './terminal-svg.js';

/** Pictures are written instead of compared. */
const writes = Boolean(process.env['SHIPIT_WRITE_PICTURES']);

/**
 * Holds the screen against its picture in `docs/pictures`, or writes the picture. What is another in every run - times,
 * days, commits, run ids, counts of milliseconds - makes no picture stale; every other word does. A day with one digit
 * leaves room for a word or two more: then, and only then, some words may come or go.
 */
export function expectPicture(name: string, terminal: Terminal, text: PictureText): void {
  const path = fileURLToPath(new URL(`../../docs/pictures/${name}.svg`, import.meta.url));
  const now = pictureOf(terminal, text);
  if (writes) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, now);
    return;
  }

  const before = readPicture(path);
  const changed = changedWords(before, now);
  const allowed = datesOf(before) === datesOf(now) ? 0 : movedByDates;
  expect(changed.length > allowed ? changed : [], `docs/pictures/${name}.svg is stale: npm run pictures`).toEqual([]);
}

/** How many words a longer or shorter day can push in or out, over wrapped lines and lists that are cut off. */
const movedByDates = 15;

function readPicture(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Words of the one that the other does not have: `- gone`, `+ new`. */
export function changedWords(before: string, now: string): readonly string[] {
  const [old, fresh] = [wordsOf(before), wordsOf(now)];
  return [
    ...[...old].filter((word) => !fresh.has(word)).map((word) => `- ${word}`),
    ...[...fresh].filter((word) => !old.has(word)).map((word) => `+ ${word}`),
  ];
}

/** The words of a picture, wherever they stand, without what is another in every run. */
function wordsOf(svg: string): ReadonlySet<string> {
  const cells = linesOf(svg).flatMap((line) => line.split(/[│|]/));
  return new Set(cells.flatMap((cell) => lasting(cell).split(' ').filter(isLasting)));
}

function linesOf(svg: string): readonly string[] {
  const lines = new Map<string, string>();
  for (const [, y = '', text = ''] of svg.matchAll(/<text x="[\d.]+" y="([\d.]+)" textLength[^>]*>([^<]*)</g)) {
    lines.set(y, `${lines.get(y) ?? ''} ${text.replaceAll('\u00A0', ' ')}`);
  }

  return [...lines.values()];
}

/** How long the days are, in digits: what is cut off, and where a line breaks, hangs on that. */
const datesOf = (svg: string): string =>
  linesOf(svg)
    .flatMap((line) => [...line.matchAll(/\b(\d{1,2}) ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/g)])
    .map(([, digits = '']) => digits.length)
    .toSorted()
    .join('');

/** What stands at the end of a text that is cut off hangs on the length of the numbers before it. */
const lasting = (cell: string): string =>
  (/…\s*$/.test(cell) ? cell.trim().split(/\s+/).slice(0, 3).join(' ') : cell)
    .replaceAll('&lt;', '<')
    .replace(/\b\d{8}T\d{6}Z-[0-9a-f]+\b/g, ' ')
    .replace(/\b[0-9a-f]{7,40}\b/g, ' ')
    .replace(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/g, ' ')
    .replace(/\d+(?:[.:-]\d+)*/g, ' ')
    .replace(/[─│┬┴█–()]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Units and signs beside numbers come and go with them. */
const isLasting = (word: string): boolean => /\p{L}{2}/u.test(word) && !/^(ms|min)$/.test(word);
