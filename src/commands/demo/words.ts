import type { DemoPlace } from './place.js';

/** What this is, what to look for, and how to settle the no-go; in lines of 80 columns, but for the command. */
export const welcome = ({ project }: DemoPlace, url: string): readonly string[] => [
  `A throw-away shop, live at ${url}. You are Ada, back today from`,
  'three weeks of leave. A release waits to be shipped. Look for: what changed',
  'while you were away (a no-go: o overrides it, with a reason), a warning (a large',
  'release), a finding that Bob accepted, and a backup that is too old. That no-go',
  'goes when you make one in another terminal, then press r:',
  `  (cd ${quoted(project)} && node ops/backup.mjs)`,
];

/** How to look at the log, of which an excerpt was just shown. */
export const closing: readonly string[] = [
  'Shortened. In a project of your own `shipit log` lists all runs, `shipit log',
  'show last` tells one whole, and `shipit log verify` proves that nothing was',
  'changed. This shop and its log are removed now.',
];

const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);
