import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { civil } from '../../calendar/civil.js';
import { operatorTimeZone } from '../../world/time-zone.js';
import { bob, type DemoCommit, deployedHoursAgo, firstRelease, operator, secondRelease } from './history.js';
import { me } from './leave.js';
import type { DemoPlace } from './place.js';
import { runIn } from './programs.js';

export interface MakeOptions {
  readonly now: Date;
  /** Where the live shop is served. */
  readonly url: string;
  readonly signal?: AbortSignal;
}

/**
 * Makes the throw-away project: a repository with two releases and a bare remote, the first release really deployed
 * by the project's own script, orders, a backup of them that is too old, and an operator just back from a leave.
 * @returns the full id of the commit to ship
 * @throws OperatorError when git or node cannot be run
 */
export async function makeProject(place: DemoPlace, { now, url, signal }: MakeOptions): Promise<string> {
  const ago = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
  const git = (args: readonly string[], env: Environment = {}): Promise<string> =>
    runIn({ project: place.project, env: { ...place.env, ...env } }, 'git', args, signal);
  const commit = async ({ author, subject, hoursAgo, files }: DemoCommit): Promise<void> => {
    await writeAll(place.project, files);
    await git(['add', '--all']);
    await git(['commit', '--quiet', '--message', subject], whoAndWhen(author, ago(hoursAgo)));
  };

  await mkdir(place.project, { recursive: true });
  await git(['init', '--quiet', '--bare', place.remote]);
  await git(['--git-dir', place.remote, 'symbolic-ref', 'HEAD', 'refs/heads/main']);
  await git(['init', '--quiet']);
  await git(['symbolic-ref', 'HEAD', 'refs/heads/main']);
  await git(['config', 'user.name', operator.name]);
  await git(['config', 'user.email', operator.email]);
  await git(['remote', 'add', 'origin', place.remote]);
  const today = civil(now, operatorTimeZone(place.env)).date;
  for (const one of firstRelease(url, today)) {
    await commit(one);
  }

  const first = await git(['rev-parse', 'HEAD']);
  await runIn(place, 'node', ['ops/deploy.mjs', first], signal);
  const deployed = whoAndWhen(bob, ago(deployedHoursAgo));
  await git(['update-ref', '--create-reflog', '-m', 'deployed', 'refs/shipit/deployed/production', first], deployed);
  for (const one of secondRelease) {
    await commit(one);
  }

  await git(['push', '--quiet', '--set-upstream', 'origin', 'main']);
  const old = `backups/orders-${ago(oldBackupHours).toISOString().slice(0, 10)}.json`;
  await writeAll(place.directory, {
    'data/orders.json': '[{ "tea": 12 }, { "tea": 3 }]\n',
    [old]: '[{ "tea": 12 }]\n',
    'config/me.yml': me(today),
  });
  await utimes(join(place.directory, old), ago(oldBackupHours), ago(oldBackupHours));
  return git(['rev-parse', 'HEAD']);
}

const oldBackupHours = 75;

type Environment = Readonly<Record<string, string>>;

const whoAndWhen = ({ name, email }: DemoCommit['author'], at: Date): Environment => ({
  GIT_AUTHOR_NAME: name,
  GIT_AUTHOR_EMAIL: email,
  GIT_AUTHOR_DATE: at.toISOString(),
  GIT_COMMITTER_NAME: name,
  GIT_COMMITTER_EMAIL: email,
  GIT_COMMITTER_DATE: at.toISOString(),
});

async function writeAll(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}
