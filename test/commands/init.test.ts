import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../src/commands/check.js';
import { init } from '../../src/commands/init.js';
import { lintCommand } from '../../src/commands/lint-command.js';
import type { CheckJson } from '../../src/review/check-report.js';
import { emptyRepository, type Files, repository, repositoryAt, temporaryDirectory } from '../helpers/repository.js';
import { type Cli, cli } from './cli.js';
import { type Called, inProcess } from './in-process.js';

const project = (files: Files): Cli => cli('', repository(files));
const initYes = (told: Cli): Promise<Called> =>
  inProcess(told, (context) => init(context, { yes: true, print: false }));
const written = ({ root }: Cli): string => readFileSync(join(root, 'shipit.yml'), 'utf8');
const isWritten = ({ root }: Cli): boolean => existsSync(join(root, 'shipit.yml')) || existsSync(join(root, '.shipit'));

const scripts = (given: Readonly<Record<string, string>>, name = '@acme/shop'): string =>
  JSON.stringify({ name, scripts: given }, null, 2);

const shapes: readonly (readonly [string, Files, readonly string[]])[] = [
  [
    'node with npm scripts',
    { 'package.json': scripts({ test: 'node -e 0', deploy: 'true' }), 'package-lock.json': '{}' },
    ['app: shop', 'run: npm test', 'run: npm run deploy', 'undo: none'],
  ],
  [
    'django with a Makefile',
    {
      'manage.py': '',
      'pyproject.toml': '[project]\nname = "bookings"\n',
      Makefile: 'test:\n\ttrue\ndeploy:\n\tssh deploy@web1.shop.net git checkout $(COMMIT)\n',
    },
    [
      'app: bookings',
      'run: make test',
      'run: make deploy COMMIT="$SHIPIT_COMMIT"',
      'undo: make deploy COMMIT="$SHIPIT_PREVIOUS"',
      'deploy@web1.shop.net',
    ],
  ],
  [
    'rails with Capistrano',
    {
      'bin/rails': '#!/bin/sh\ntrue\n',
      Gemfile: '',
      Capfile: '',
      'config/deploy.rb': 'set :application, "shop"\n',
      'config/deploy/production.rb': 'server "web1.shop.net"\n',
      'config/deploy/staging.rb': '',
    },
    ['run: bin/rails test', 'bundle exec cap "$SHIPIT_TARGET" deploy', 'deploy:rollback', '  staging:'],
  ],
  [
    'rails with Kamal',
    {
      'bin/rails': '#!/bin/sh\ntrue\n',
      'config/deploy.yml': 'service: shop\nimage: a/b\nservers:\n  - web1.shop.net\n',
    },
    ['run: kamal deploy', 'undo: kamal rollback "$SHIPIT_PREVIOUS"'],
  ],
  [
    'go with a justfile',
    {
      'go.mod': 'module github.com/acme/api\n',
      justfile: 'deploy:\n  ./push\nrollback:\n  ./back\n',
      'a b/x y.go': '',
    },
    ['app: api', 'run: go test ./...', 'run: just deploy', 'undo: just rollback'],
  ],
  [
    'a few shell scripts',
    {
      'deploy.sh': '#!/bin/sh\nrsync -a . deploy@web1.shop.net:/srv\n',
      'rollback.sh': '#!/bin/sh\n',
      'test.sh': '#!/bin/sh\n',
    },
    ['run: ./test.sh', 'run: ./deploy.sh', 'undo: ./rollback.sh'],
  ],
  [
    'python on Fly',
    { 'fly.toml': 'app = "shop-web"\n', 'pyproject.toml': '[tool.pytest.ini_options]\n', 'app.py': '' },
    ['app: shop-web', 'run: pytest', 'run: fly deploy', 'https://shop-web.fly.dev/', 'fly releases'],
  ],
  [
    'a monorepo',
    {
      'package.json': scripts({ test: 'true' }),
      'pnpm-lock.yaml': '',
      'apps/web/package.json': '{}',
      'apps/api/package.json': '{}',
      '.github/workflows/ci.yml': '',
    },
    ['run: pnpm test', 'apps/api, apps/web', 'exit 64', 'GitHub Actions'],
  ],
  ['nothing at all', { 'README.md': 'hello\n' }, ['app: project', 'exit 64', '# - tests: {run: make test}']],
];

test.each(shapes)('%s: a checklist that lint accepts without a word and check runs', async (_what, files, expected) => {
  const told = project(files);
  const { status, stdout } = await initYes(told);
  expect([status, stdout]).toEqual([0, '']);
  for (const words of expected) {
    expect(written(told)).toContain(words);
  }
  const lint = await inProcess(told, (context) =>
    lintCommand(context, { files: [], show: false, json: false, strict: true }),
  );
  expect(lint).toMatchObject({ status: 0, stdout: '' });
  expect(lint.stderr).toMatch(/^shipit\.yml: \d checks, 1 step, \d after; nothing wrong\n$/);
  const checked = await inProcess(told, (context) => check(context, { json: true }));
  expect([0, 11]).toContain(checked.status);
  const { items } = JSON.parse(checked.stdout) as CheckJson;
  expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['window', 'release', 'ask']));
  // Nothing that was found was carried out but the tests.
  expect(told.git('for-each-ref', 'refs/shipit')).toBe('');
});

test('what was found is shown with its place and reason, and what comes next is said', () => {
  const told = project({ Makefile: 'deploy:\n\tx\n', 'package.json': '{\n  "name": "shop"\n}' });
  const { stderr } = told.shipit(['init', '--yes']);
  expect(stderr).toMatch(/^ {2}app +shop +package\.json:2 +name$/m);
  expect(stderr).toMatch(/^ {2}deploy +make deploy +Makefile:1 +target "deploy"$/m);
  expect(stderr).toContain('Written: shipit.yml, .shipit/schema.json');
  expect(stderr).toMatch(/shipit lint[\s\S]*shipit check[\s\S]*shipit --dry-run/);
  expect(stderr).not.toContain('\u001B');
});

test('without a deploy command nothing can be deployed, and `check` says why', () => {
  const told = project({ 'README.md': '' });
  told.shipit(['init', '--yes']);
  const { status, stdout } = told.shipit(['check']);
  expect(status).toBe(11);
  expect(stdout).toMatch(/no-go +deploy-command.*\n?.*no deploy command yet/);
});

test('the schema lies where the first line says, so that editors work offline', () => {
  const told = project({ 'README.md': '' });
  told.shipit(['init', '--yes']);
  const [first = ''] = written(told).split('\n');
  const address = /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1] ?? '';
  expect(readFileSync(join(told.root, address), 'utf8')).toBe(told.shipit(['schema']).stdout);
});

test('from a directory below, the file is written at the top', () => {
  const told = project({ 'a/b/c.txt': '' });
  expect(told.shipit(['init', '--yes'], { cwd: join(told.root, 'a', 'b') }).stderr).toContain('../../shipit.yml');
  expect(isWritten(told)).toBe(true);
  expect(readdirSync(join(told.root, 'a', 'b'))).toEqual(['c.txt']);
});

test('--print prints the file and writes nothing, even where a checklist is', () => {
  const told = project({ Makefile: 'deploy:\n\tx\n' });
  const { status, stdout, stderr } = told.shipit(['init', '--print']);
  expect([status, isWritten(told)]).toEqual([0, false]);
  expect(stderr).toContain('make deploy');
  told.shipit(['init', '--yes']);
  expect(stdout).toBe(written(told));
  expect(told.shipit(['init', '--print']).stdout).toBe(written(told));
});

test('without a terminal and without --yes it says so, and writes nothing', () => {
  const told = project({ 'README.md': '' });
  const { status, stdout, stderr } = told.shipit(['init']);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/no terminal[\s\S]*--yes/);
  expect(isWritten(told)).toBe(false);
});

test.each(['shipit.yml', 'shipit.yaml', 'a/shipit.yml'])('a checklist that is there stays as it is: %s', (path) => {
  const told = project({ 'a/b.txt': '', [path]: 'mine: true\n' });
  const { status, stderr } = told.shipit(['init', '--yes'], { cwd: join(told.root, 'a') });
  expect(status).toBe(2);
  expect(stderr).toMatch(/there is a checklist already: \S*shipit\.ya?ml\n {2}→ `shipit lint`/);
  expect(readFileSync(join(told.root, path), 'utf8')).toBe('mine: true\n');
  expect(told.git('status', '--porcelain')).toBe('');
});

test('a dangling link is in the way, too: nothing is written through it', () => {
  const told = project({ 'README.md': '' });
  const outside = join(temporaryDirectory(), 'outside.yml');
  symlinkSync(outside, join(told.root, 'shipit.yml'));
  expect(told.shipit(['init', '--yes']).status).toBe(2);
  expect(existsSync(outside)).toBe(false);
});

test.each(['file', 'link'])('a .shipit that is a %s is in the way', (what) => {
  const told = project({ 'README.md': '' });
  const outside = temporaryDirectory();
  const path = join(told.root, '.shipit');
  what === 'file' ? writeFileSync(path, '') : symlinkSync(outside, path);
  const { status, stderr } = told.shipit(['init', '--yes']);
  expect(status).toBe(2);
  expect(stderr).toContain('.shipit is in the way');
  expect([existsSync(join(told.root, 'shipit.yml')), readdirSync(outside)]).toEqual([false, []]);
});

test('a schema that is there stays', () => {
  const told = project({ '.shipit/schema.json': '{}' });
  expect(told.shipit(['init', '--yes']).stderr).toMatch(/^Written: shipit\.yml$/m);
  expect(readFileSync(join(told.root, '.shipit/schema.json'), 'utf8')).toBe('{}');
});

test('of several at the same time one writes, and the others say that it is there', async () => {
  const told = project({ Makefile: 'deploy:\n\tx\n' });
  const started = Array.from({ length: 4 }, () =>
    spawn(process.execPath, [join(process.cwd(), 'bin/shipit.cjs'), 'init', '--yes'], {
      cwd: told.root,
      env: told.env,
      stdio: 'ignore',
    }),
  );
  const codes = await Promise.all(started.map((child) => new Promise((resolve) => child.once('exit', resolve))));
  expect(codes.toSorted()).toEqual([0, 2, 2, 2]);
  expect(told.shipit(['lint']).status).toBe(0);
  expect(
    told
      .git('status', '--porcelain', '--untracked-files=all')
      .split('\n')
      .map((line) => line.slice(3)),
  ).toEqual(['.shipit/schema.json', 'shipit.yml']);
});

test('outside of a repository: one sentence', () => {
  const { status, stderr } = cli('').shipit(['init', '--yes'], { cwd: temporaryDirectory() });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^shipit: .* is not in a git repository\.\n {2}→ .*\n$/);
});

test('before the first commit: one sentence', () => {
  const { status, stderr } = cli('', emptyRepository()).shipit(['init', '--yes']);
  expect(status).toBe(2);
  expect(stderr).toContain('has no commits yet');
});

const secret = 'xxxx-outside-xxxx';

test.each<readonly [string, (told: Cli) => void]>([
  ['a package.json of 50 MB', ({ root }) => truncateSync(join(root, 'package.json'), 50 * 1024 * 1024)],
  ['a package.json that is broken', ({ write }) => write({ 'package.json': '{"name": "shop", "scripts": {' })],
  ['a package.json that is a directory', ({ root }) => again(root, 'package.json', (path) => mkdirSync(path))],
  ['a package.json that is gone', ({ root }) => again(root, 'package.json', () => undefined)],
  ['a Makefile that waits for ever', ({ root }) => again(root, 'Makefile', (path) => execFileSync('mkfifo', [path]))],
  [
    'a Makefile that leads out of the project',
    ({ root }) => {
      const outside = join(temporaryDirectory(), 'Makefile');
      writeFileSync(outside, `deploy:\n\tssh ${secret}@web1.x.net\n`);
      again(root, 'Makefile', (path) => symlinkSync(outside, path));
    },
  ],
  ['a Makefile that is no text', ({ write }) => write({ Makefile: 'deploy:\n\tx\n\u0000\n' })],
  ['a Makefile with a megabyte on one line', ({ write }) => write({ Makefile: `${'deploy '.repeat(30_000)}:\n` })],
  ['a Makefile of colons', ({ write }) => write({ Makefile: `${'a '.repeat(100_000)}\n`.repeat(1) })],
  [
    'scripts with odd names',
    ({ write }) =>
      write({ 'package.json': scripts({ 'deploy"\n': 'x', "test'$(reboot)": 'y', 'deploy\u001B[2J': 'z' }) }),
  ],
  [
    'files with odd names',
    ({ write, git }) => {
      write({ 'bin/deploy\ndeploy: evil': '#!', 'a\u001B]0;x\u0007': '', '-rf': '', 'k8s/\u202E.yaml': '' });
      git('add', '--all');
    },
  ],
])('%s is no harm', async (_what, change) => {
  const told = project({ 'package.json': scripts({ test: 'true' }), Makefile: 'deploy:\n\tx\n' });
  change(told);
  const { status, stdout, stderr } = await initYes(told);
  expect([status, stdout]).toEqual([0, '']);
  expect(stderr).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
  expect(`${stderr}${written(told)}`).not.toContain(secret);
});

const again = (root: string, name: string, make: (path: string) => unknown): void => {
  rmSync(join(root, name));
  make(join(root, name));
};

test.each(['no', '1e10', '- x', 'null', '"q"', "it's", '#x', '{a}', '漢字', '*', '\u202Ex'])(
  'a project called %j',
  async (name) => {
    const told = project({ 'package.json': JSON.stringify({ name }) });
    expect((await initYes(told)).status).toBe(0);
  },
);

test.each(['no', '1e10', '- x', 'a: b #c'])('in a directory called %j', async (name) => {
  const root = join(temporaryDirectory(), name);
  emptyRepository(root);
  const made = repositoryAt(root);
  made.commit('First', { 'README.md': '' });
  const told = cli('', made);
  expect((await initYes(told)).status).toBe(0);
});
