import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { migrations } from '../../../src/checks/migrations/kind.js';
import { repository } from '../../helpers/repository.js';
import { contextIn, gather } from '../gathering.js';

test.skipIf(process.platform !== 'linux')(
  'what the docs tell a CI to do gives the key that is needed, with files that run again and with any name',
  async () => {
    const docs = readFileSync('docs/kinds/parts/migrations.md', 'utf8');
    const [, recipe = ''] = /CI makes the key with\n\n```sh\n([^`]+)```/.exec(docs) ?? [];
    const made = repository({
      'db/migration/V1__a.sql': 'CREATE TABLE a (b int);',
      'db/migration/V2__b.sql': 'CREATE TABLE b (b int);',
      'db/migration/R__v.sql': 'CREATE VIEW v AS SELECT 1;',
    });
    const previous = made.git('rev-parse', 'HEAD');
    made.commit('Next', {
      'db/migration/V2__b.sql': 'CREATE TABLE b (b text);',
      'db/migration/V3__größer.sql': 'ALTER TABLE a ADD c int;',
      'db/migration/R__v.sql': 'CREATE VIEW v AS SELECT 2;',
      'db/migration/R__w.sql': 'CREATE VIEW w AS SELECT 2;',
    });
    const context = await contextIn(made.root, { previous: { commit: previous, sources: ['log'] } });
    const { facts } = await gather(migrations, { rehearse: { record: 'ops/rehearsals' } }, context);
    const env = { ...process.env, LIVE: previous };
    const printed = execFileSync('bash', ['-c', recipe], { cwd: made.root, encoding: 'utf8', env });
    expect(printed).toBe(`${String(facts?.['key'])}  -\n`);
  },
);
