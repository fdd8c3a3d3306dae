/** What a deployed tree has that no commit has, and that nobody means when they speak of a patch. */
export const usuallyIgnored: readonly string[] = [
  '**/*.pyc',
  '**/__pycache__/**',
  '**/node_modules/**',
  'log/**',
  'tmp/**',
  'REVISION',
  '**/.env*',
];

/** Whether one of the globs means a path, as git's pathspec globs do. */
export function ignores(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.map((glob) => glob.split('/'));
  return (path) => {
    const parts = path.split('/');
    return patterns.some((pattern) => fits(pattern, parts));
  };
}

/** Words for find(1) that leave whole directories out, where a glob means one; the rest is left out afterwards. */
export const findWords = (globs: readonly string[]): readonly string[] =>
  globs.flatMap((glob) => {
    const [, anywhere, directory] = /^(\*\*\/)?([\w.-]+(?:\/[\w.-]+)*)\/\*\*$/.exec(glob) ?? [];
    if (directory === undefined || (anywhere !== undefined && directory.includes('/'))) {
      return [];
    }

    return anywhere === undefined ? ['-path', `./${directory}`, '-prune', '-o'] : ['-name', directory, '-prune', '-o'];
  });

/** `**` stands for any number of parts, in time that grows with both lengths only. */
function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const part of pattern) {
    const next = new Set<number>();
    for (const at of reached) {
      if (part === '**') {
        for (let to = at; to <= parts.length; to++) {
          next.add(to);
        }

        continue;
      }

      const found = parts[at];
      if (found !== undefined && fitsPart(part, found)) {
        next.add(at + 1);
      }
    }

    reached = next;
  }

  return reached.has(parts.length);
}

/** `*` and `?` within one part: goes back to the last star only. */
function fitsPart(pattern: string, text: string): boolean {
  let [p, t, star, from] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p;
      from = t;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      from += 1;
      p = star + 1;
      t = from;
    } else {
      return false;
    }
  }

  return /^\**$/.test(pattern.slice(p));
}
