import type { Clue, Seen } from './seen.js';

/** The branch that is deployed from. */
export function branches({ refs }: Pick<Seen, 'refs'>): readonly Clue[] {
  const { remoteHead, configured, current, branches: names } = refs;
  const known = (name: string | undefined): name is string => name !== undefined && names.includes(name);
  const clues: readonly (Clue | undefined)[] = [
    remoteHead === undefined
      ? undefined
      : { value: remoteHead, where: 'origin/HEAD', why: 'default branch of the remote', sure: 'sure' },
    ...['main', 'master', 'trunk'].map((name): Clue | undefined =>
      known(name) ? { value: name, where: 'git branch', why: 'a branch of that name', sure: 'likely' } : undefined,
    ),
    known(configured)
      ? { value: configured, where: 'git config', why: 'init.defaultBranch', sure: 'likely' }
      : undefined,
    names.length === 1 && known(current)
      ? { value: current, where: 'git branch', why: 'the only branch', sure: 'likely' }
      : undefined,
    known(current) ? { value: current, where: 'git branch', why: 'checked out now', sure: 'guess' } : undefined,
  ];
  const usable = clues.filter((clue) => clue !== undefined && isPlainBranch(clue.value)) as readonly Clue[];
  return usable.filter(({ value }, index) => usable.findIndex((other) => other.value === value) === index);
}

/** In the checklist it is a glob: only a name that can mean nothing else. */
const isPlainBranch = (name: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}._/#@+-]{0,99}$/u.test(name);
