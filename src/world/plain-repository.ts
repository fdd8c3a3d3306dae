import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gitSettings } from './git-settings.js';

/** What the audit log of a project is found by. */
export interface PlainRepository {
  readonly commonDir: string;
  readonly remoteUrl?: string;
}

/**
 * The repository around `cwd` without asking git, whose three processes take as long as the whole of `shipit log`. Only for
 * the plainest of all: `.git` is a directory of our own, and no setting could say anything else than what stands in its
 * `config`. The format: git-config(1), "Syntax".
 * @param env the environment that git would be run with
 * @returns undefined for everything else: then git has to be asked
 */
export async function plainRepository(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<PlainRepository | undefined> {
  try {
    const commonDir = plainGitDirectory(realpathSync(cwd));
    const config = commonDir === undefined ? undefined : remotesIn(readFileSync(join(commonDir, 'config'), 'utf8'));
    if (commonDir === undefined || config === undefined || othersMaySay(env)) {
      return undefined;
    }

    const remoteUrl = await gitSettings(config, '').remoteUrl();
    return { commonDir, ...(remoteUrl === undefined ? {} : { remoteUrl }) };
  } catch {
    return undefined;
  }
}

/** Upwards to the first `.git`, on one file system, all of it ours. */
function plainGitDirectory(cwd: string): string | undefined {
  const { dev } = statSync(cwd);
  for (let directory = cwd; ; directory = dirname(directory)) {
    const found = lstat(join(directory, '.git'));
    if (found !== undefined) {
      const gitDir = join(directory, '.git');
      const isOurs = [found, statSync(directory)].every((stat) => stat.uid === process.getuid?.() && stat.dev === dev);
      const isPlain = found.isDirectory() && looksLikeGit(gitDir) && lstat(join(gitDir, 'commondir')) === undefined;
      return isOurs && isPlain ? gitDir : undefined;
    }

    if (directory === dirname(directory) || looksLikeGit(directory)) {
      return undefined;
    }
  }
}

const lstat = (path: string) => lstatSync(path, { throwIfNoEntry: false });

const looksLikeGit = (directory: string): boolean =>
  ['HEAD', 'objects', 'refs'].every((name) => lstat(join(directory, name)) !== undefined);

/** Whether a file for all repositories of this user or machine may name remotes. */
function othersMaySay({ HOME: home = '', XDG_CONFIG_HOME: xdg = '' }: Parameters<typeof plainRepository>[1]): boolean {
  const files = ['/etc/gitconfig', join(home, '.gitconfig'), join(xdg || join(home, '.config'), 'git', 'config')];
  return home === '' || files.some((path) => lstat(path) !== undefined && speaks.test(readFileSync(path, 'utf8')));
}

const speaks = /remote|include|worktree|bare/i;

/** As `git config --null` says them; undefined where more stands in the file than one look understands. */
function remotesIn(text: string): string | undefined {
  if (/include|worktree|bare\s*=(?!\s*false\b)|[\\\0\r]/i.test(text)) {
    return undefined;
  }

  let remote: string | undefined;
  const entries: string[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    const [, name] = /^\[remote "([^"\]]+)"\]$/i.exec(line) ?? [];
    const [, url] = /^url\s*=\s*([^"#;]+)$/i.exec(line) ?? [];
    if (line.startsWith('[')) {
      remote = name;
    } else if (remote !== undefined && url !== undefined) {
      entries.push(`remote.${remote}.url\n${url}`);
    }

    if ((name === undefined && /^\[\s*remote|\].*=/i.test(line)) || (url === undefined && /^url\b/i.test(line))) {
      return undefined;
    }
  }

  return entries.join('\0');
}
