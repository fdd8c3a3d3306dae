import { expect, test } from 'vitest';
import { isForked, lineOfSteps, withAllBefore } from '../../../src/checks/migrations/heads-graph.js';
import { alembicSteps, djangoSteps } from '../../../src/checks/migrations/heads-python.js';
import { compareVersions, versionProblems } from '../../../src/checks/migrations/heads-versions.js';
import type { FrameworkName, Migration } from '../../../src/checks/migrations/model.js';

const django = (name: string, needs: string, replaces = ''): { readonly path: string; readonly text: string } => ({
  path: `backend/shop/migrations/${name}.py`,
  text: `from django.db import migrations

class Migration(migrations.Migration):
    ${replaces === '' ? '' : `replaces = [${replaces}]`}
    # dependencies = [("shop", "0099_nothing")]
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("auth", "0001_initial"),  # another application
        ${needs}
    ]
    operations = []
`,
});

const alembic = (
  revision: string,
  down: string,
  labels = 'None',
): { readonly path: string; readonly text: string } => ({
  path: `alembic/versions/${revision}_x.py`,
  text: `"""a revision

Revises: nothing
"""
revision: str = '${revision}'
down_revision: Union[str, None] = ${down}
branch_labels: Union[str, Sequence[str], None] = ${labels}
depends_on = None
`,
});

function problems(steps: ReturnType<typeof djangoSteps>): unknown {
  const { ends, missing, twice } = lineOfSteps(steps.filter((one) => 'id' in one));
  return {
    ends: ends.map(({ id }) => id),
    ...(missing.length === 0 ? {} : { missing: missing.map(({ step, id }) => `${step.id} needs ${id}`) }),
    ...(twice.length === 0 ? {} : { twice: twice.map(({ id }) => id) }),
    ...(steps.every((one) => 'id' in one) ? {} : { unread: steps.flatMap((one) => ('id' in one ? [] : [one.path])) }),
  };
}

test.each([
  [
    'one after the other',
    [django('0001_initial', ''), django('0002_a', '("shop", "0001_initial"),')],
    { ends: ['0002_a'] },
  ],
  [
    'D7 two after the same one',
    [
      django('0001_initial', ''),
      django('0002_a', '("shop", "0001_initial"),'),
      django('0002_b', "('shop', '0001_initial')"),
    ],
    { ends: ['0002_a', '0002_b'] },
  ],
  [
    'D7 merged again',
    [
      django('0001_initial', ''),
      django('0002_a', '("shop", "0001_initial"),'),
      django('0002_b', '("shop", "0001_initial"),'),
      django('0003_merge', '("shop", "0002_a"), ("shop", "0002_b"),'),
    ],
    { ends: ['0003_merge'] },
  ],
  [
    'squashed, with the old ones still there',
    [
      django('0001_initial', ''),
      django('0002_a', '("shop", "0001_initial"),'),
      django('0001_squashed_0002_a', '', '("shop", "0001_initial"), ("shop", "0002_a")'),
      django('0003_b', '("shop", "0002_a"),'),
    ],
    { ends: ['0003_b'] },
  ],
  [
    'squashed, and nothing after it',
    [
      django('0001_initial', ''),
      django('0002_a', '("shop", "0001_initial"),'),
      django('0001_squashed_0002_a', '', '("shop", "0001_initial"), ("shop", "0002_a")'),
    ],
    { ends: ['0001_squashed_0002_a'] },
  ],
  [
    'an application that is not called like its directory',
    [
      django('0001_initial', ''),
      django('0002_a', '("store", "0001_initial"),'),
      django('0003_b', '("store", "0002_a"),'),
    ],
    { ends: ['0003_b'] },
  ],
  [
    'what comes before is not there',
    [django('0001_initial', ''), django('0003_b', '("shop", "0002_gone"),')],
    { ends: ['0001_initial', '0003_b'], missing: ['0003_b needs 0002_gone'] },
  ],
  [
    'dependencies that are made up',
    [
      django('0001_initial', ''),
      { path: 'backend/shop/migrations/0002_a.py', text: 'class M:\n    dependencies = needs()\n' },
    ],
    { ends: ['0001_initial'], unread: ['backend/shop/migrations/0002_a.py'] },
  ],
])('Django: %s', (_name, files, expected) => {
  expect(problems(djangoSteps(files))).toEqual(expected);
});

test.each([
  ['one after the other', [alembic('a1', 'None'), alembic('b2', "'a1'")], { ends: ['b2'] }],
  ['D7 two heads', [alembic('a1', 'None'), alembic('b2', "'a1'"), alembic('c3', '"a1"')], { ends: ['b2', 'c3'] }],
  [
    'D7 merged again',
    [alembic('a1', 'None'), alembic('b2', "'a1'"), alembic('c3', "'a1'"), alembic('d4', "(\n    'b2',\n    'c3',\n)")],
    { ends: ['d4'] },
  ],
  ['the same revision twice', [alembic('a1', 'None'), alembic('a1', 'None')], { ends: ['a1', 'a1'], twice: ['a1'] }],
  [
    'a revision of a program',
    [alembic('a1', 'None'), alembic('b2', 'latest')],
    { ends: ['a1'], unread: ['alembic/versions/b2_x.py'] },
  ],
  [
    'a helper beside them',
    [alembic('a1', 'None'), { path: 'alembic/versions/tools.py', text: 'x = 1\n' }],
    { ends: ['a1'] },
  ],
])('Alembic: %s', (_name, files, expected) => {
  expect(problems(alembicSteps(files))).toEqual(expected);
});

const a1 = alembic('a1', 'None', "('shop',)");
const b1 = alembic('b1', 'None', '"stock"');

test.each([
  ['two lines, labelled where they begin', [a1, alembic('a2', "'a1'"), b1], false],
  ['labelled where they part', [alembic('r', 'None'), alembic('a2', "'r'", "'x'"), alembic('b2', "'r'", "'y'")], false],
  ['one of two lines forks', [a1, alembic('a2', "'a1'"), alembic('a3', "'a1'"), b1], true],
  ['one has a label, the other none', [a1, alembic('a2', "'a1'"), alembic('b2', 'None')], true],
  ['two without a label', [alembic('a2', 'None'), alembic('b2', 'None')], true],
])('Alembic, branches on purpose have labels of their own: %s', (_name, files, forked) => {
  expect(isForked(lineOfSteps(alembicSteps(files).filter((one) => 'id' in one)))).toBe(forked);
});

test('what a database has run is all that comes before where it stands', () => {
  const steps = alembicSteps([alembic('a1', 'None'), alembic('b2', "'a1'"), alembic('c3', "'b2'")]).filter(
    (one) => 'id' in one,
  );
  expect([...withAllBefore(steps, ['b2'])].toSorted()).toEqual(['a1', 'b2']);
  expect([...withAllBefore(steps, [])]).toEqual([]);
});

const versions = (framework: FrameworkName, fresh: readonly string[], deployed: readonly string[]): readonly string[] =>
  versionProblems(
    framework,
    fresh.map((path) => ({ path, framework, status: 'A' }) as Migration),
    [...fresh, ...deployed],
  ).map(({ kind, path, blocks }) => `${blocks ? 'stops' : 'says'} ${kind} ${path}`);

test.each<[string, FrameworkName, string[], string[], string[]]>([
  ['a new one on top', 'flyway', ['db/V10__b.sql'], ['db/V9__a.sql', 'db/V1.5__c.sql'], []],
  ['below the highest', 'flyway', ['db/V1_6__b.sql'], ['db/V9__a.sql'], ['stops below db/V1_6__b.sql']],
  [
    'the same number in another way',
    'flyway',
    ['db/V01.0__b.sql'],
    ['db/V1_0__a.sql'],
    ['stops twice db/V01.0__b.sql'],
  ],
  ['golang-migrate never runs it', 'golang-migrate', ['m/3_b.up.sql'], ['m/4_a.up.sql'], ['stops below m/3_b.up.sql']],
  [
    'Rails runs it late',
    'rails',
    ['db/migrate/20261118000000_b.rb'],
    ['db/migrate/20261119000000_a.rb'],
    ['says below db/migrate/20261118000000_b.rb'],
  ],
  [
    'Rails stops at two of a number',
    'rails',
    ['db/migrate/1_b.rb'],
    ['db/migrate/1_a.rb'],
    ['stops twice db/migrate/1_b.rb'],
  ],
  [
    'two databases have two lines',
    'golang-migrate',
    ['m/postgres/2_b.up.sql', 'm/sqlite/2_b.up.sql'],
    ['m/postgres/1_a.up.sql', 'm/sqlite/3_a.up.sql'],
    ['stops below m/sqlite/2_b.up.sql'],
  ],
  [
    'of vendors Flyway takes one, of other directories all',
    'flyway',
    ['db/migration/h2/V2__b.sql', 'db/migration/mysql/V2__b.sql', 'db/migration/common/V3__c.sql'],
    ['db/migration/V3__a.sql'],
    [
      'stops below db/migration/h2/V2__b.sql',
      'stops below db/migration/mysql/V2__b.sql',
      'stops twice db/migration/common/V3__c.sql',
    ],
  ],
  [
    'Rails looks below its directory, and has one for each database',
    'rails',
    ['db/migrate/old/1_b.rb', 'db/animals_migrate/1_b.rb'],
    ['db/migrate/1_a.rb'],
    ['stops twice db/migrate/old/1_b.rb'],
  ],
  ['Knex goes by names', 'knex', ['migrations/1_b.js'], ['migrations/2_a.js'], []],
])('numbers: %s', (_name, framework, fresh, deployed, expected) => {
  expect(versions(framework, fresh, deployed)).toEqual(expected);
});

test('versions are compared as numbers, however long', () => {
  const sorted = ['10', '9.1', '9', '1.10', '1.9', '20261119000000000000000001', '20261119000000000000000000'];
  expect(sorted.toSorted(compareVersions)).toEqual([
    '1.9',
    '1.10',
    '9',
    '9.1',
    '10',
    '20261119000000000000000000',
    '20261119000000000000000001',
  ]);
});

test('a hostile file is read in no time', () => {
  const started = performance.now();
  djangoSteps([{ path: 'a/migrations/1.py', text: `    dependencies = [${'("a", '.repeat(30_000)}` }]);
  alembicSteps([{ path: 'a/versions/1.py', text: `revision = 'a'\ndown_revision = (${'('.repeat(30_000)}` }]);
  djangoSteps([{ path: 'a/migrations/1.py', text: '    dependencies:'.repeat(20_000) }]);
  expect(performance.now() - started).toBeLessThan(5000);
});
