import type { ProjectPaths } from '../../../src/audit/project.js';
import { type FilterFlags, toSearch } from '../../../src/commands/log/filter-flags.js';
import { list } from '../../../src/commands/log/list.js';
import type { LogPlace } from '../../../src/commands/log/log-context.js';
import { show } from '../../../src/commands/log/show.js';
import { verify } from '../../../src/commands/log/verify.js';

/** What a command below `shipit log` says, and its exit code. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Where no repository is needed: whatever asks git there fails. */
const noGit: LogPlace['git'] = {
  resolve: async () => undefined,
  run: () => {
    throw new Error('git was asked');
  },
};

/** Lets a command work in a log, as on a terminal 120 columns wide, on 20 November 2026 in Istanbul. */
export async function inLog(
  project: ProjectPaths,
  work: (place: LogPlace) => Promise<number>,
  change: Partial<LogPlace> = {},
): Promise<Said> {
  const said = { out: '', err: '' };
  const code = await work({
    project,
    git: noGit,
    now: new Date('2026-11-20T10:00:00Z'),
    tz: 'Europe/Istanbul',
    color: false,
    columns: 120,
    piped: false,
    stdout: { write: (text) => (said.out += text) },
    stderr: { write: (text) => (said.err += text) },
    ...change,
  });
  return { code, ...said };
}

export const askList = (
  project: ProjectPaths,
  { json = false, ...flags }: FilterFlags & { readonly json?: boolean } = {},
  change: Partial<LogPlace> = {},
): Promise<Said> => inLog(project, (place) => list(place, toSearch(flags, place), { json }), change);

export const askShow = (
  project: ProjectPaths,
  run: string,
  { json = false, ...change }: Partial<LogPlace> & { readonly json?: boolean } = {},
): Promise<Said> => inLog(project, (place) => show(place, { run, json }), change);

export const askVerify = (
  project: ProjectPaths,
  { run, json = false, rebuildIndex = false }: { run?: string; json?: boolean; rebuildIndex?: boolean } = {},
  change: Partial<LogPlace> = {},
): Promise<Said> =>
  inLog(project, (place) => verify(place, { ...(run === undefined ? {} : { run }), json, rebuildIndex }), change);
