/** What `git status --porcelain=v2 -z --branch` says. */
export interface Status {
  readonly head?: string;
  readonly branch?: string;
  readonly upstream?: string;
  readonly changed: readonly string[];
  readonly untracked: readonly string[];
}

/** Reads the output of `git status --porcelain=v2 -z --branch --no-renames`. The format is that of git-status(1). */
export function parseStatus(output: string): Status {
  const entries = output.split('\0').filter((entry) => entry !== '');
  const header = (name: string): string | undefined =>
    entries.find((entry) => entry.startsWith(`# ${name} `))?.slice(name.length + 3);
  const head = header('branch.oid');
  const branch = header('branch.head');
  const upstream = header('branch.upstream');
  return {
    ...(head === undefined || head === '(initial)' ? {} : { head }),
    ...(branch === undefined || branch === '(detached)' ? {} : { branch }),
    ...(upstream === undefined ? {} : { upstream }),
    changed: entries.filter(isChanged).map(pathOf),
    untracked: entries.filter((entry) => entry.startsWith('? ') || hasOnlyUntrackedInside(entry)).map(pathOf),
  };
}

const isChanged = (entry: string): boolean => /^[12u] /.test(entry) && !hasOnlyUntrackedInside(entry);

/** `1 .M S..U …`: a submodule in which nothing but untracked files is new. */
const hasOnlyUntrackedInside = (entry: string): boolean => /^1 \.M S\.\.U /.test(entry);

/** The path is the last field, and may hold spaces. */
function pathOf(entry: string): string {
  const fields: Readonly<Record<string, number>> = { '1': 8, '2': 9, u: 10, '?': 1 };
  return entry
    .split(' ')
    .slice(fields[entry.charAt(0)] ?? 1)
    .join(' ');
}
