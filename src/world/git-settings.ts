import type { SimpleGit } from 'simple-git';

/** What is configured: local questions with fixed words, which simple-git answers. */
export interface GitSettings {
  /** `2.39.5` */
  readonly version: () => Promise<string>;
  readonly user: () => Promise<{ readonly name?: string; readonly email?: string }>;
  /** Where a remote is fetched from; `origin`, or the only one there is, unless named. */
  readonly remoteUrl: (name?: string) => Promise<string | undefined>;
}

export function gitSettings(root: string): GitSettings {
  const git = once(() => open(root));
  return {
    version: async () => (await (await git()).version()).toString(),
    user: async () => {
      const [name, email] = await Promise.all(
        ['user.name', 'user.email'].map(async (key) => setting(await git(), key)),
      );
      return { ...(name ? { name } : {}), ...(email ? { email } : {}) };
    },
    remoteUrl: async (name) => {
      const remotes = await (await git()).getRemotes(true);
      const only = remotes.length === 1 ? remotes[0] : undefined;
      const remote =
        remotes.find((each) => each.name === (name ?? 'origin')) ?? (name === undefined ? only : undefined);
      return remote?.refs.fetch;
    },
  };
}

/** simple-git is loaded at the first question. It drops all GIT_* variables of the environment by itself. */
async function open(root: string): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  return simpleGit({ baseDir: root, timeout: { block: 10_000 } });
}

const setting = async (git: SimpleGit, key: string): Promise<string | undefined> =>
  (await git.getConfig(key)).value ?? undefined;

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
