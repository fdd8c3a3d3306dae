// A throw-away git repository with a checklist, and an environment of its own.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cleanEnvironment } from './measure.mjs';

export const shipit = resolve(import.meta.dirname, '../../bin/shipit.cjs');

export const inProject = async (checklist, work) => {
  const folder = mkdtempSync(join(tmpdir(), 'shipit-bench-'));
  const root = join(folder, 'shop');
  mkdirSync(root);
  const env = cleanEnvironment({
    HOME: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    SHIPIT_STATE_DIR: join(folder, 'state'),
    SHIPIT_CONFIG_DIR: join(folder, 'config'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
  });
  delete env.XDG_STATE_HOME;
  const git = (...args) =>
    execFileSync('git', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'Ada L.');
  git('config', 'user.email', 'ada@shop.test');
  writeFileSync(join(root, 'shipit.yml'), checklist);
  git('add', '.');
  git('commit', '-q', '-m', 'The shop as it is');
  try {
    return await work({ folder, root, env, git, commit: git('rev-parse', 'HEAD').trim() });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
};

export const checklistOf = (items, deploy = 'true') => `shipit: 1
app: shop
checks:
${items.map((item) => `  - ${item}`).join('\n')}
deploy: ${JSON.stringify(deploy)}
`;

/** So many questions for a person; the first one's text is the marker of the first usable frame. */
export const questions = (count) =>
  checklistOf(
    Array.from({ length: count }, (_, i) => `{ask: "Is part ${i + 1} of the release ready?", id: part-${i + 1}}`),
  );
