/** What a script or a recipe takes: the commit or the target, by the name of its variable. */
export type Takes = 'commit' | 'target' | 'something' | 'nothing';

/** Reads a shell script: `COMMIT="${1:-HEAD}"` takes the commit, `env=$1` the target, a bare `$1` nobody knows. */
export function firstArgument(script: string): Takes {
  const [, name] = /^[ \t]*(?:local |readonly |export )?([A-Za-z_]+)=["']?\$\{?1\b/m.exec(script) ?? [];
  if (name !== undefined && isCommitName(name)) {
    return 'commit';
  }

  if (name !== undefined && isTargetName(name)) {
    return 'target';
  }

  return /\$\{?[1@*]/.test(script) ? 'something' : 'nothing';
}

/**
 * The variable of a make recipe that says which commit git is to take: `git checkout $(COMMIT)`. Elsewhere it may be no
 * more than a label: `docker build -t shop:$(COMMIT) .` would put the name of an old commit on the new files.
 */
export function commitVariable(recipe: string): string | undefined {
  const byGit = recipe
    .split('\n')
    .filter((line) => /\bgit\b.*\b(?:checkout|switch|reset|archive|worktree|push|merge)\b/.test(line));
  return variables(byGit.join('\n')).find(isCommitName);
}

/** The variable of a make recipe that holds the target: `$(ENV)`. */
export function targetVariable(recipe: string): string | undefined {
  return variables(recipe).find(isTargetName);
}

const variables = (recipe: string): readonly string[] =>
  [...recipe.matchAll(/\$[({]([A-Z_]{1,40})[)}]/g)].map(([, name]) => name ?? '');

const isCommitName = (name: string): boolean => /^(git_?)?(commit|sha|rev|revision)(_?(id|sha|hash))?$/i.test(name);

export const isTargetName = (name: string): boolean => /^(env|environment|target|stage)$/i.test(name);
