import type { Clue, Seen } from '../../../src/commands/init/seen.js';

/** A project with these files; those that begin with `#!` are executable. */
export const seen = (files: Readonly<Record<string, string>>, rest: Partial<Seen> = {}): Seen => ({
  directory: 'project',
  files: Object.keys(files).toSorted(),
  executable: new Set(Object.keys(files).filter((path) => files[path]?.startsWith('#!'))),
  texts: new Map(Object.entries(files)),
  unread: [],
  refs: { branches: ['main'], current: 'main', heroku: false },
  tz: 'Europe/Istanbul',
  ...rest,
});

/** `shop · package.json:1`; a guess ends in ` ?`. */
export const told = ({ value, where, sure }: Clue): string => `${value} · ${where}${sure === 'guess' ? ' ?' : ''}`;
