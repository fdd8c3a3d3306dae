import { expect, test } from 'vitest';
import { deploys } from '../../../src/commands/init/deploys.js';
import type { Seen } from '../../../src/commands/init/seen.js';
import { seen } from './seen.js';

/** `run ← undo · where`, ` @target` where it takes one, ` ?` for a guess. */
const ways = (files: Readonly<Record<string, string>>, rest: Partial<Seen> = {}): readonly string[] =>
  deploys(seen(files, rest)).map(
    ({ value: { run, undo, perTarget }, where, sure }) =>
      `${run}${undo === undefined ? '' : ` ← ${undo.value}`} · ${where}${perTarget ? ' @target' : ''}${sure === 'guess' ? ' ?' : ''}`,
  );

const make = (recipe: string, more = ''): Readonly<Record<string, string>> => ({
  Makefile: `deploy: build\n\t${recipe}\n${more}`,
});
const scripts = (given: Readonly<Record<string, string>>): string => JSON.stringify({ scripts: given });

test.each<readonly [string, Readonly<Record<string, string>>, string | undefined]>([
  ['make', make('./push'), 'make deploy · Makefile:1'],
  [
    'make with a target to go back',
    make('./push', 'rollback:\n\t./back\n'),
    'make deploy ← make rollback · Makefile:1',
  ],
  [
    'a make recipe that checks a commit out',
    make('ssh web1 "cd /srv && git checkout $(COMMIT)"'),
    'make deploy COMMIT="$SHIPIT_COMMIT" ← make deploy COMMIT="$SHIPIT_PREVIOUS" · Makefile:1',
  ],
  [
    'a commit that is only a label is no way back',
    make('docker build -t shop:$(COMMIT) .'),
    'make deploy · Makefile:1',
  ],
  ['a make recipe for a target', make('./push $(ENV)'), 'make deploy ENV="$SHIPIT_TARGET" · Makefile:1 @target'],
  ['.PHONY alone is no target', { Makefile: '.PHONY: deploy\n' }, undefined],
  ['a variable is no target', { Makefile: 'deploy := yes\n' }, undefined],
  ['just', { justfile: 'deploy:\n  ./push\n' }, 'just deploy · justfile:1'],
  ['just with a target', { justfile: 'deploy env:\n  ./push\n' }, 'just deploy "$SHIPIT_TARGET" · justfile:1 @target'],
  ['just with something unknown', { justfile: 'deploy colour:\n  ./push\n' }, 'just deploy · justfile:1 ?'],
  [
    'task',
    { 'Taskfile.yml': 'tasks:\n  deploy:\n    cmds: [x]\n  rollback:\n    cmds: [y]\n' },
    'task deploy ← task rollback · Taskfile.yml:2',
  ],
  ['npm', { 'package.json': scripts({ deploy: 'x' }) }, 'npm run deploy · package.json:1'],
  [
    'pnpm has a `deploy` of its own',
    { 'package.json': scripts({ deploy: 'x', rollback: 'y' }), 'pnpm-lock.yaml': '' },
    'pnpm run deploy ← pnpm run rollback · package.json:1',
  ],
  [
    'deploy:production',
    { 'package.json': scripts({ 'deploy:production': 'x' }) },
    'npm run deploy:production · package.json:1',
  ],
  [
    'a script whose name only begins like it',
    { 'package.json': scripts({ 'deploy"; rm -rf ~; "': 'x', 'deploy\nx': 'y' }) },
    undefined,
  ],
  ['a script in bin', { 'bin/deploy': '#!/bin/sh\nrsync -a . web1:/srv\n' }, 'bin/deploy · bin/deploy'],
  [
    'a script at the top',
    { 'deploy.sh': '#!/bin/sh\nx\n', 'rollback.sh': '#!/bin/sh\ny\n' },
    './deploy.sh ← ./rollback.sh · deploy.sh',
  ],
  [
    'a script that git does not keep as executable',
    { 'scripts/deploy.sh': 'x\n' },
    'sh scripts/deploy.sh · scripts/deploy.sh',
  ],
  [
    'a script that takes a commit',
    { 'ops/deploy': `#!/bin/sh\nCOMMIT="\${1:-HEAD}"\n` },
    'ops/deploy "$SHIPIT_COMMIT" ← ops/deploy "$SHIPIT_PREVIOUS" · ops/deploy',
  ],
  [
    'a script that takes a target',
    { 'ops/deploy': '#!/bin/sh\nenv=$1\n' },
    'ops/deploy "$SHIPIT_TARGET" · ops/deploy @target',
  ],
  [
    'capistrano',
    { Capfile: '', 'config/deploy.rb': 'lock "3"\n' },
    'bundle exec cap deploy ← bundle exec cap deploy:rollback · config/deploy.rb:1',
  ],
  [
    'capistrano with stages',
    { Capfile: '', 'config/deploy.rb': '', 'config/deploy/production.rb': '' },
    'bundle exec cap "$SHIPIT_TARGET" deploy ← bundle exec cap "$SHIPIT_TARGET" deploy:rollback · config/deploy.rb @target',
  ],
  [
    'kamal',
    { 'config/deploy.yml': 'service: shop\nservers:\n  - 10.0.0.1\n' },
    'kamal deploy ← kamal rollback "$SHIPIT_PREVIOUS" · config/deploy.yml:1',
  ],
  [
    'kamal with destinations',
    { 'config/deploy.yml': 'service: shop\nservers: {}\n', 'config/deploy.production.yml': '', 'bin/kamal': '#!' },
    'bin/kamal deploy -d "$SHIPIT_TARGET" ← bin/kamal rollback -d "$SHIPIT_TARGET" "$SHIPIT_PREVIOUS" · config/deploy.yml:1 @target',
  ],
  ['another config/deploy.yml', { 'config/deploy.yml': 'name: x\n' }, undefined],
  [
    'mina',
    { 'config/deploy.rb': "require 'mina/rails'\n" },
    'bundle exec mina deploy ← bundle exec mina rollback · config/deploy.rb:1',
  ],
  [
    'deployer',
    { 'deploy.php': '<?php\nnamespace Deployer;\n' },
    'vendor/bin/dep deploy ← vendor/bin/dep rollback · deploy.php:2',
  ],
  [
    'fabric',
    { 'fabfile.py': 'def deploy(c):\n  pass\ndef rollback(c):\n  pass\n' },
    'fab deploy ← fab rollback · fabfile.py:1',
  ],
  ['fly', { 'fly.toml': "app = 'shop'\n" }, 'fly deploy · fly.toml:1'],
  ['wrangler', { 'wrangler.toml': '' }, 'npx wrangler deploy ← npx wrangler rollback --yes · wrangler.toml'],
  ['vercel', { 'vercel.json': '' }, 'vercel deploy --prod ← vercel rollback · vercel.json'],
  ['netlify', { 'netlify.toml': '' }, 'netlify deploy --prod · netlify.toml'],
  ['serverless', { 'serverless.yml': '' }, 'npx serverless deploy · serverless.yml'],
  ['ansible', { 'deploy.yml': '', 'inventory.ini': '' }, 'ansible-playbook -i inventory.ini deploy.yml · deploy.yml'],
  ['a deploy.yml without an inventory', { 'deploy.yml': '' }, undefined],
  [
    'helm',
    { 'chart/Chart.yaml': 'name: shop\n' },
    'helm upgrade --install shop ./chart ← helm rollback shop · chart/Chart.yaml:1 ?',
  ],
  ['a chart with a name for the shell', { 'chart/Chart.yaml': 'name: "$(reboot)"\n' }, undefined],
  ['kubernetes', { 'k8s/web.yaml': '' }, 'kubectl apply -f k8s/ · k8s/ ?'],
  ['kustomize', { 'k8s/kustomization.yaml': '' }, 'kubectl apply -k k8s · k8s/ ?'],
  ['compose', { 'compose.yml': '' }, 'docker compose up -d --build · compose.yml ?'],
  [
    'compose for production',
    { 'docker-compose.prod.yml': '' },
    'docker compose -f docker-compose.prod.yml up -d --build · docker-compose.prod.yml ?',
  ],
  [
    'a Procfile',
    { Procfile: 'web: x\n' },
    'git push heroku "$SHIPIT_COMMIT:refs/heads/main" ← heroku rollback --remote heroku · Procfile ?',
  ],
  ['nothing', { 'README.md': 'make deploy' }, undefined],
])('%s', (_what, files, expected) => {
  expect(ways(files)[0]).toBe(expected);
});

test('a remote called heroku is more than a guess', () => {
  const [way] = ways({}, { refs: { branches: [], heroku: true } });
  expect(way).toBe('git push heroku "$SHIPIT_COMMIT:refs/heads/main" ← heroku rollback --remote heroku · git remote');
});

test('the project’s own command comes first, guesses last', () => {
  const files = {
    ...make('kamal deploy'),
    'compose.yml': '',
    'config/deploy.yml': 'service: x\nservers: {}\n',
    'bin/deploy': '#!',
  };
  expect(deploys(seen(files)).map(({ value }) => value.run)).toEqual([
    'make deploy',
    'bin/deploy',
    'kamal deploy',
    'docker compose up -d --build',
  ]);
});
