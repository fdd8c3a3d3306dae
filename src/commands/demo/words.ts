import type { DemoPlace } from './place.js';

/** What this is, what to look for, and how to settle the no-go; three lines. */
export const welcome = ({ project }: DemoPlace): readonly string[] => [
  'A throw-away shop: its first release is live, the second is to be shipped. All of it goes at the end.',
  'Look for a warning (a large release) and a no-go (the backup of the orders is too old); e: evidence.',
  `No-go? In another terminal: (cd ${quoted(project)} && node ops/backup.mjs), then press r.`,
];

/** How to look at the log, of which an excerpt was just shown. */
export const closing: readonly string[] = [
  'Shortened. In a project of your own `shipit log` lists all runs, `shipit log show last` tells one whole,',
  'and `shipit log verify` proves that nothing was changed. This shop and its log are removed now.',
];

const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);
