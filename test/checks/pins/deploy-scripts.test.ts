import { expect, test } from 'vitest';
import { deployReader } from '../../../src/checks/pins/deploy-reader.js';
import { readBy, texts, told } from './files-of.js';

test.each([
  ['npm install', ['the deploy command runs npm install, which may take other versions than the lock: use npm ci']],
  ['npm ci && npm run build', []],
  ['npm install -g pm2', []],
  [
    'yarn',
    [
      'the deploy command runs yarn install, which may take other versions than the lock: add --immutable (yarn 1: --frozen-lockfile)',
    ],
  ],
  ['yarn install --frozen-lockfile && yarn build', []],
  ['pnpm install --frozen-lockfile', []],
  [
    '/srv/venv/bin/pip install -U -r requirements.txt',
    ['the deploy command runs pip install --upgrade, which may take other versions than the lock: leave it out'],
  ],
  ['python3 -m pip install --upgrade pip setuptools', []],
  [
    'bundle update && cap deploy',
    ['the deploy command runs bundle update, which may take other versions than the lock: use bundle install'],
  ],
  ['echo npm install', []],
  ['npm install --no-save serve@14.2.1', []],
  ['yarn --cwd web build', []],
  ['composer -d api install', []],
])('%s', (command, said) => {
  expect(texts(readBy(deployReader([command]), {}))).toEqual(said);
});

test.each([
  ['npm --prefix web install', 'npm install'],
  ['sudo -u app -E npm -C web i --omit=dev', 'npm install'],
  ['env -u X A=1 npm install', 'npm install'],
  ['ssh deploy@web1 "cd /srv && sudo npm install"', 'npm install'],
  ['su - app -c "bundle update"', 'bundle update'],
  ['docker exec web sh -c "yarn --cwd /app install"', 'yarn install'],
  ['composer -d api update', 'composer update'],
  ['pnpm --filter web install', 'pnpm install'],
])('%s is seen for what it is', (command, name) => {
  expect(texts(readBy(deployReader([command]), {}))).toEqual([expect.stringContaining(`runs ${name},`)]);
});

test('scripts that the command names are read, of the release, with the line', () => {
  const files = {
    'bin/deploy.sh': '#!/bin/sh\nset -e\n# npm install\ncd web && \\\n  npm i --production\n',
    Makefile: 'deploy:\n\t@pip install -U celery\n',
    'other.sh': 'npm install\n',
  };
  const commands = ['bash -e ./bin/deploy.sh production', ['sh', '-c', 'make deploy']];
  expect(told(readBy(deployReader(commands), files))).toEqual([
    'lock warn deploy:bin/deploy.sh:npm-install',
    'lock warn deploy:Makefile:pip-install---upgrade',
  ]);
  expect(texts(readBy(deployReader(commands), files))[0]).toContain('bin/deploy.sh:4 runs npm install');
});
