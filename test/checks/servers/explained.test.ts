import { expect, test } from 'vitest';
import { explainedSince, namesIn } from '../../../src/checks/servers/explained.js';
import { repository } from '../../helpers/repository.js';
import { contextIn } from '../gathering.js';

test('what lock files changed from a deploy to what runs is explained, what stands beside it is not', async () => {
  const made = repository({
    'requirements.txt': 'celery==5.2\nkombu==5.3\nrequests==2.31\n',
    'package-lock.json': lock('4.18.0'),
  });
  const before = made.git('rev-parse', 'HEAD');
  made.commit('Newer ones', {
    'requirements.txt': 'celery==5.2\nkombu==5.4\nrequests==2.31\n',
    'package-lock.json': lock('4.19.0'),
  });

  const explained = await explainedSince([before], made.git('rev-parse', 'HEAD'), await contextIn(made.root));

  expect(explained.get(before)).toEqual({ python: ['kombu'], node: ['express'] });
});

const lock = (version: string): string =>
  `{\n  "packages": {\n    "node_modules/express": {\n      "version": "${version}",\n      "license": "MIT"\n    }\n  }\n}\n`;

test.each([
  ['uv.lock', ' name = "Foo_Bar"\n-version = "1"\n+version = "2"', ['foo-bar']],
  ['Pipfile.lock', '         "kombu": {\n-            "version": "==5.3"\n+            "version": "==5.4"', ['kombu']],
  ['requirements.txt', ' celery==5.2\n+requests[socks]>=2', ['requests']],
])('a change of %s', (file, text, names) => {
  expect(
    namesIn(`diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1 @@\n${text}\n`).python,
  ).toEqual(names);
});

test('a commit that nobody knows explains nothing', async () => {
  const made = repository();
  const commit = 'f'.repeat(40);
  const head = made.git('rev-parse', 'HEAD');
  const context = await contextIn(made.root);
  expect((await explainedSince([commit], head, context)).get(commit)).toEqual({ python: [], node: [] });
  expect((await explainedSince([head], undefined, context)).get(head)).toBeUndefined();
});
