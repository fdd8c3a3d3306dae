import { findLine } from './search-text.js';
import { at, type Clue, firstOf, isPlainWord, type Seen } from './seen.js';
import { tomlSection } from './toml-text.js';

/** What runs the tests of a Python project, inside the environment that its lock file belongs to. */
export function pythonTests(seen: Seen): readonly Clue[] {
  const { files, texts } = seen;
  const within = runner(seen);
  const manage = manageFile(seen);
  const clues: (Clue | undefined)[] = [
    wholeTool(seen, 'tox.ini', 'tox'),
    wholeTool(seen, 'noxfile.py', 'nox'),
    ...[
      tomlSection(texts.get('pyproject.toml'), 'tool.pytest') === undefined
        ? undefined
        : at('pyproject.toml', tomlSection(texts.get('pyproject.toml'), 'tool.pytest')),
      findLine(texts.get('setup.cfg') ?? '', /^\[tool:pytest\]/) &&
        at('setup.cfg', findLine(texts.get('setup.cfg') ?? '', /^\[tool:pytest\]/)?.line),
      firstOf(seen, ['pytest.ini', 'conftest.py', 'tests/conftest.py', 'test/conftest.py']),
    ].map((where): Clue | undefined =>
      where === undefined ? undefined : { value: `${within}pytest`, where, why: 'pytest', sure: 'likely' },
    ),
    manage === undefined
      ? undefined
      : { value: `${within}python ${manage} test`, where: manage, why: 'Django', sure: 'likely' },
    files.includes('pyproject.toml') && files.some((file) => /^tests?\/test_[^/]+\.py$/.test(file))
      ? { value: `${within}pytest`, where: 'pyproject.toml', why: 'Python with test files', sure: 'likely' }
      : undefined,
  ];
  return clues.filter((clue) => clue !== undefined);
}

/** The `manage.py` nearest to the top. */
export const manageFile = ({ files }: Pick<Seen, 'files'>): string | undefined =>
  files
    .filter((file) => /^([^/]+\/){0,2}manage\.py$/.test(file) && isPlainWord(file))
    .toSorted((a, b) => a.split('/').length - b.split('/').length)[0];

const wholeTool = ({ files }: Seen, file: string, run: string): Clue | undefined =>
  files.includes(file) ? { value: run, where: file, why: run, sure: 'likely' } : undefined;

function runner(seen: Seen): string {
  const [, run = ''] = runners.find(([file]) => seen.files.includes(file)) ?? [];
  return run;
}

const runners = [
  ['uv.lock', 'uv run '],
  ['poetry.lock', 'poetry run '],
  ['pdm.lock', 'pdm run '],
  ['Pipfile', 'pipenv run '],
] as const;
