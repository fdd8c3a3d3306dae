import type { GitRun } from './git-process.js';

/** What is configured. Asked once, when the repository is opened, in one process: it stands before everything else. */
export interface GitSettings {
  /** `2.39.5` */
  readonly version: () => Promise<string>;
  readonly user: () => Promise<{ readonly name?: string; readonly email?: string }>;
  /** Where a remote is fetched from; `origin`, or the only one there is, unless named. */
  readonly remoteUrl: (name?: string) => Promise<string | undefined>;
}

/** The one question behind all of them; keys come back in lower case but for the names of remotes. */
export const askSettings = (run: GitRun): ReturnType<GitRun> =>
  run(['config', '--null', '--get-regexp', '^(user\\.(name|email)|remote\\..*\\.url)$']);

/**
 * @param config what `askSettings` was answered; git answers with exit 1 and nothing when nothing is configured
 * @param versionLine what `git --version` says
 */
export function gitSettings(config: string, versionLine: string): GitSettings {
  const entries = config.split('\0').flatMap((entry): readonly (readonly [string, string])[] => {
    const end = entry.indexOf('\n');
    return end === -1 ? [] : [[entry.slice(0, end), entry.slice(end + 1)]];
  });
  // A later entry is a nearer one: the repository's own comes after the user's. Of several URLs the first is fetched.
  const last = (key: string): string | undefined => entries.findLast(([name]) => name === key)?.[1] || undefined;
  const remotes = new Map<string, string>();
  for (const [key, url] of entries) {
    const name = /^remote\.(.*)\.url$/s.exec(key)?.[1];
    if (name !== undefined && !remotes.has(name)) {
      remotes.set(name, url);
    }
  }

  return {
    version: async () => /\d+(\.\d+)+/.exec(versionLine)?.[0] ?? versionLine.trim(),
    user: async () => {
      const [name, email] = [last('user.name'), last('user.email')];
      return { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) };
    },
    remoteUrl: async (name) =>
      remotes.get(name ?? 'origin') ??
      (name === undefined && remotes.size === 1 ? remotes.values().next().value : undefined),
  };
}
