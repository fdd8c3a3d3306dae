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
 * days, commits, run ids, counts of milliseconds - makes no picture stale; every other word does.
 */
export function expectPicture(name: string, terminal: Terminal, text: PictureText): void {
  const path = fileURLToPath(new URL(`../../docs/pictures/${name}.svg`, import.meta.url));
  const now = pictureOf(terminal, text);
  if (writes) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, now);
    return;
  }

  // In any order: probes that look at the same time are first in turn.
  expect(wordsOf(now).toSorted(), `docs/pictures/${name}.svg is stale: npm run pictures`).toEqual(
    wordsOf(readPicture(path)).toSorted(),
  );
}

function readPicture(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The lines of a picture, without what is another in every run. */
export function wordsOf(svg: string): readonly string[] {
  const lines = new Map<string, string>();
  for (const [, y = '', text = ''] of svg.matchAll(/<text x="[\d.]+" y="([\d.]+)" textLength[^>]*>([^<]*)</g)) {
    lines.set(y, `${lines.get(y) ?? ''} ${text}`);
  }

  return [...lines.values()].map(lasting).filter((line) => line !== '');
}

const lasting = (line: string): string =>
  line
    .replaceAll('\u00A0', ' ')
    .replace(/\b\d{8}T\d{6}Z-[0-9a-f]+\b/g, 'RUN')
    .replace(/\b[0-9a-f]{7,40}\b/g, 'COMMIT')
    .replace(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/g, 'DAY')
    .replace(/\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/g, 'MONTH')
    .replace(/\d+(?:[.:-]\d+)*/g, '#')
    .replace(/#(?: MONTH)?–# MONTH/g, 'RANGE')
    .replaceAll('< #', '#')
    .replace(/(# (?:ms|s|m|h)\b ?)+/g, '# s ')
    .replace(/[─│┬┴]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
