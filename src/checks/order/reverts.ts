/** A commit whose message says that it takes another one back. Ids of others as written: at least seven digits. */
export interface Revert {
  /** Full id. */
  readonly by: string;
  /** What it is called by others: its id, and those it is a copy of. */
  readonly names: readonly string[];
  readonly of: readonly RevertOf[];
}

export interface RevertOf {
  readonly commit: string;
  /** Of a merge: the parent that stays. */
  readonly mainline?: string;
}

/** @param text full id, newline, the whole message */
export function asRevert(text: string): Revert {
  const [by = ''] = text.split('\n', 1);
  const copied = [...text.matchAll(/\(cherry picked from commit ([0-9a-f]{7,64})\)/gi)].map(([, id = '']) => id);
  return {
    by,
    names: [by, ...copied.map((id) => id.toLowerCase())],
    of: [...text.matchAll(sentence)].map(([, commit = '', mainline]) => ({
      commit: commit.toLowerCase(),
      ...(mainline === undefined ? {} : { mainline: mainline.toLowerCase() }),
    })),
  };
}

/** As `git revert` writes it; over two lines with `-m`, and with short ids, subject and date with `--reference`. */
const sentence =
  /this reverts commit\s+([0-9a-f]{7,64})(?![0-9a-z])(?:\s\(.{0,300}?\d{4}-\d\d-\d\d\))?(?:,\s+reversing\s+changes\s+made\s+to\s+([0-9a-f]{7,64}))?/gi;

/** Whether a revert takes a change back. @param names full ids of the change and of what is the same */
export type Takes = (revert: Revert, names: readonly string[]) => boolean;

/**
 * By name, or with the merge that brought it.
 * @param parents commits by full id with their parents; those of the first ones need not be in it
 */
export function takesIn(parents: ReadonlyMap<string, readonly string[]>): Takes {
  const known = new Map<RevertOf, ReadonlySet<string>>();
  const broughtBy = (merge: RevertOf): ReadonlySet<string> => {
    const brought = known.get(merge) ?? onlyIn(merge, parents);
    known.set(merge, brought);
    return brought;
  };
  return ({ of }, names) =>
    of.some((one) => names.some((name) => name.startsWith(one.commit) || broughtBy(one).has(name)));
}

/** What a merge has and its mainline has not. */
function onlyIn({ commit, mainline }: RevertOf, parents: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  if (mainline === undefined) {
    return new Set();
  }

  const full = (short: string): string => (parents.has(short) ? short : keyBeginning(parents, short));
  return reached(full(commit), parents, reached(full(mainline), parents));
}

function keyBeginning(parents: ReadonlyMap<string, readonly string[]>, short: string): string {
  for (const [id, above] of parents) {
    const found = [id, ...above].find((one) => one.startsWith(short));
    if (found !== undefined) {
      return found;
    }
  }

  return short;
}

function reached(
  from: string,
  parents: ReadonlyMap<string, readonly string[]>,
  except: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (!seen.has(id) && !except.has(id)) {
      seen.add(id);
      open.push(...(parents.get(id) ?? []));
    }
  }

  return seen;
}

/** Those that nothing newer takes back again. @param reverts newest first */
export function standingReverts(reverts: readonly Revert[], takes: Takes): readonly Revert[] {
  const standing: Revert[] = [];
  for (const revert of reverts) {
    if (!standing.some((newer) => takes(newer, revert.names))) {
      standing.push(revert);
    }
  }

  return standing;
}
