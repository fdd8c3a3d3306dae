import type { KeyHint } from '../footer-line.js';
import type { Marks } from '../marks.js';
import type { RunView } from './state.js';

/** The keys in the footer, page by page: what nobody can guess is kept longest in a narrow window. */
export const listKeys = (marks: Marks): readonly KeyHint[] => [
  { key: marks.upDown, does: 'choose', weight: 1 },
  { key: 'Enter', does: 'open', weight: 8 },
  { key: '/', does: 'filter', weight: 7 },
  { key: 's', does: 'sort', weight: 4 },
  { key: 'o', does: 'next override or no-go', weight: 2 },
  { key: 'y', does: 'copy', weight: 3 },
  { key: '?', does: 'help', weight: 9 },
  { key: 'q', does: 'leave', weight: 6 },
];

export const runKeys = (run: RunView, marks: Marks): readonly KeyHint[] => [
  { key: marks.upDown, does: 'move', weight: 1 },
  ...(run.blocks[run.at]?.behind === undefined ? [] : [{ key: 'Enter', does: 'all of it', weight: 6 }]),
  { key: 'o', does: 'next override or no-go', weight: 3 },
  ...(run.opened.run.deploy === undefined ? [] : [{ key: 'e', does: 'output', weight: 7 }]),
  { key: '/', does: 'search', weight: 4 },
  { key: 'y', does: 'copy', weight: 2 },
  { key: '?', does: 'help', weight: 9 },
  { key: 'Esc', does: 'back', weight: 8 },
];

export const pagerKeys = (marks: Marks): readonly KeyHint[] => [
  { key: marks.upDown, does: 'PgUp PgDn scroll', weight: 1 },
  { key: '/', does: 'search', weight: 7 },
  { key: 'n N', does: 'next, before', weight: 3 },
  { key: '?', does: 'help', weight: 9 },
  { key: 'Esc', does: 'back', weight: 8 },
];

export const typingKeys = (takes: string, drops: string): readonly KeyHint[] => [
  { key: 'Enter', does: takes, weight: 2 },
  { key: 'Esc', does: drops, weight: 1 },
];

export const scrollKeys = (marks: Marks): readonly KeyHint[] => [
  { key: marks.upDown, does: 'PgUp PgDn scroll', weight: 1 },
  { key: 'Esc', does: 'back', weight: 2 },
];
