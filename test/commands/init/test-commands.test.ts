import { expect, test } from 'vitest';
import { testCommands } from '../../../src/commands/init/test-commands.js';
import { seen, told } from './seen.js';

const script = (body: string): string => `{\n  "scripts": {\n    "test": ${JSON.stringify(body)}\n  }\n}`;
const first = (files: Readonly<Record<string, string>>): string | undefined => testCommands(seen(files)).map(told)[0];

test.each<readonly [string, Readonly<Record<string, string>>, string | undefined]>([
  ['npm', { 'package.json': script('vitest') }, 'npm test · package.json:3'],
  ['pnpm', { 'package.json': script('vitest'), 'pnpm-lock.yaml': '' }, 'pnpm test · package.json:3'],
  ['yarn', { 'package.json': script('vitest'), 'yarn.lock': '' }, 'yarn test · package.json:3'],
  ['bun', { 'package.json': script('vitest'), 'bun.lock': '' }, 'bun run test · package.json:3'],
  [
    'the package manager that the project names',
    { 'package.json': '{"packageManager": "pnpm@9.1.0", "scripts": {"test": "x"}}', 'package-lock.json': '' },
    'pnpm test · package.json:1',
  ],
  ['what npm init writes', { 'package.json': script('echo "Error: no test specified" && exit 1') }, undefined],
  ['composer', { 'composer.json': script('phpunit') }, 'composer run test · composer.json:3'],
  ['make', { Makefile: '.PHONY: test\nall: test\ntest: build\n\tgo test\n' }, 'make test · Makefile:3'],
  ['make, and nothing of that name', { Makefile: 'test:\n\tx\n', 'tests/a.js': '' }, 'make test · Makefile:1'],
  [
    'npm, where make would take test/ for the result',
    { Makefile: 'test:\n\tx\n', 'test/a.js': '', 'package.json': script('x') },
    'npm test · package.json:3',
  ],
  ['no make where a file has its name', { Makefile: 'test:\n\tx\n', test: '' }, undefined],
  [
    'make beside test/, by .PHONY',
    { Makefile: '.PHONY: build \\\n  lint test # all\ntest:\n\tx\n', 'test/a.js': '' },
    'make test · Makefile:3',
  ],
  ['make before npm', { Makefile: 'test:\n\tx\n', 'package.json': script('x') }, 'make test · Makefile:1'],
  ['one of several targets', { Makefile: 'lint test:\n\tx\n' }, 'make test · Makefile:1'],
  ['make check', { Makefile: 'check:\n\tx\n' }, 'make check · Makefile:1'],
  ['a variable called test', { Makefile: 'test := 1\ntest ::= 2\ntest = a:b\n' }, undefined],
  ['just', { justfile: 'default:\n  x\n@test:\n  y\n' }, 'just test · justfile:3'],
  ['a just recipe that wants an argument', { justfile: 'test name:\n  y\n' }, undefined],
  ['a just recipe with a default', { justfile: 'test name="all":\n  y\n' }, 'just test · justfile:1'],
  [
    'task',
    { 'Taskfile.yml': "version: '3'\ntasks:\n  build:\n    test: x\n  test:\n    cmds: [x]\n" },
    'task test · Taskfile.yml:5',
  ],
  ['tox', { 'tox.ini': '' }, 'tox · tox.ini'],
  ['nox', { 'noxfile.py': '' }, 'nox · noxfile.py'],
  [
    'pytest by its section',
    { 'pyproject.toml': '[project]\n[tool.pytest.ini_options]\n' },
    'pytest · pyproject.toml:2',
  ],
  ['pytest in setup.cfg', { 'setup.cfg': '[a]\n[tool:pytest]\n' }, 'pytest · setup.cfg:2'],
  ['pytest in uv', { 'pytest.ini': '', 'uv.lock': '' }, 'uv run pytest · pytest.ini'],
  ['pytest in poetry', { 'conftest.py': '', 'poetry.lock': '' }, 'poetry run pytest · conftest.py'],
  ['django', { 'manage.py': '' }, 'python manage.py test · manage.py'],
  ['django below', { 'src/manage.py': '', Pipfile: '' }, 'pipenv run python src/manage.py test · src/manage.py'],
  ['a directory that a shell would read', { 'a b/manage.py': '' }, undefined],
  ['rails', { 'bin/rails': '' }, 'bin/rails test · bin/rails'],
  ['rails with rspec', { 'bin/rails': '', 'spec/a_spec.rb': '' }, 'bundle exec rspec · bin/rails'],
  ['go', { 'go.mod': '// x\nmodule a\n' }, 'go test ./... · go.mod:2'],
  ['rust', { 'Cargo.toml': '[package]\n' }, 'cargo test · Cargo.toml:1'],
  ['elixir', { 'mix.exs': '' }, 'mix test · mix.exs'],
  ['gradle with its wrapper', { gradlew: '', 'build.gradle': '' }, './gradlew test · gradlew'],
  ['maven', { 'pom.xml': '' }, 'mvn test · pom.xml'],
  ['laravel', { artisan: '', 'composer.json': '{}' }, 'php artisan test · artisan'],
  ['a script', { 'script/test': '#!/bin/sh\n' }, 'script/test · script/test'],
  ['a script that is not executable', { 'test.sh': 'x' }, 'sh test.sh · test.sh'],
  ['nothing', { 'README.md': '' }, undefined],
])('%s', (_what, files, expected) => {
  expect(first(files)).toBe(expected);
});

test('a library of one, with two ways, offers both and each once', () => {
  const files = { Makefile: 'test:\n\tnpm test\ncheck:\n\tx\n', 'package.json': script('x'), 'go.mod': 'module a\n' };
  expect(testCommands(seen(files)).map(({ value }) => value)).toEqual([
    'make test',
    'npm test',
    'make check',
    'go test ./...',
  ]);
});
