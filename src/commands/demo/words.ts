import type { DemoPlace } from './place.js';

/** What this is, what to look for, and how to settle the no-go. */
export const welcome = ({ directory, project }: DemoPlace): readonly string[] => [
  `A throw-away shop in ${directory}: its first release is live there, the second is to be shipped.`,
  'Look for a warning (the release is large) and a no-go (the backup of the orders is too old); `e` shows the evidence.',
  `To settle the no-go, in another terminal: cd ${quoted(project)} && node ops/backup.mjs   then press \`r\`, look again.`,
];

export const closing: readonly string[] = [
  'In a project of your own: `shipit log` lists all runs, `shipit log show last` tells one, `shipit log verify` proves',
  'that nothing in it was changed. The throw-away shop and its log are gone now.',
];

const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);
