import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openShop } from '../../src/commands/demo/live-shop.js';
import { makePlace } from '../../src/commands/demo/place.js';
import { makeProject } from '../../src/commands/demo/project.js';
import { openTerminal, type Terminal, type TerminalOptions } from './terminal.js';

/** The throw-away shop of the demo with a checklist for pictures: people in a hurry are let off the long watch. */
export interface PictureStory {
  readonly root: string;
  readonly open: (options?: TerminalOptions) => Terminal;
  /** By Bob, pushed, a minute old. */
  readonly commit: (subject: string, files: Readonly<Record<string, string>>) => void;
  /** To the log of the live shop. */
  readonly crash: (line: string) => void;
}

const tz = 'Europe/Istanbul';

export async function pictureStory(): Promise<PictureStory> {
  const { PATH, TMPDIR } = process.env;
  const place = makePlace({ PATH, TZ: tz, ...(TMPDIR === undefined ? {} : { TMPDIR }) });
  const shop = await openShop(place, new AbortController().signal);
  onTestFinished(async () => {
    await shop.stop();
    place.remove();
  });
  await makeProject(place, { now: new Date(), url: shop.url });
  const root = place.project;
  const git = (args: readonly string[], env: Readonly<Record<string, string>> = {}): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', env: { ...place.env, ...env } });
  const commit: PictureStory['commit'] = (subject, files) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }

    git(['add', '--all']);
    git(['commit', '--quiet', '--message', subject], bob);
    git(['push', '--quiet']);
  };
  commit('A missing backup takes two', { 'shipit.yml': checklist(shop.url) });
  return {
    root,
    commit,
    open: (options = {}) =>
      openTerminal({ columns: 108, rows: 28, ...options, cwd: root, env: { ...place.env, ...options.env } }),
    crash: (line) => appendFileSync(join(place.directory, 'shop.log'), `${line}\n`),
  };
}

const bob = {
  GIT_AUTHOR_NAME: 'Bob Okafor',
  GIT_AUTHOR_EMAIL: 'bob@shop.test',
  GIT_COMMITTER_NAME: 'Bob Okafor',
  GIT_COMMITTER_EMAIL: 'bob@shop.test',
};

/** Every day is a working day, so that pictures are the same on each. */
const checklist = (url: string): string => `shipit: 1
app: shop
calendar: {tz: ${tz}, work_days: mon-sun, hours: "00:00-24:00"}
people:
  ada: {name: Ada Lind, emails: [ada@shop.test]}
  bob: {name: Bob Okafor, emails: [bob@shop.test]}
  grace: {name: Grace Hall, emails: [grace@shop.test]}
  mei: {name: Mei Tanaka, emails: [mei@shop.test]}
last_deploy: [ref, log]
checks:
  - window: {finish: 1m}
  - absence: {rest: 2}
  - release: {branch: main}
  - tests: {run: node --test}
  - run: node ops/expiring.mjs
    id: expiring
    question: Does all that the shop needs last for six more weeks?
  - run: node ops/backup-check.mjs
    id: backup
    question: Is there a backup of the orders from today?
    why: A deploy ate the orders of a week once, and the newest backup was older than that.
    override: second
  - ask: Has anyone announced unusual traffic for today?
    id: traffic
    go: no
    why: A campaign and a deploy at the same hour hide each other's failures.
deploy:
  run: node ops/deploy.mjs "$SHIPIT_COMMIT"
  undo: node ops/deploy.mjs "$SHIPIT_PREVIOUS"
after:
  - watch:
      for: 2s
      every: 1s
      facets: {human: off}
      probes:
        home: {url: "${url}", body: tea}
        crashes: {log: ../shop.log}
`;
