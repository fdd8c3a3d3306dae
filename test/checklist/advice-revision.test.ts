import { expect, test } from 'vitest';
import { advise } from '../../src/checklist/advice.js';
import { loadWithTree } from '../../src/checklist/load.js';
import { kinds } from '../../src/checks/index.js';
import { project } from './project.js';

async function adviceOn(top: string, checks = ''): Promise<readonly string[]> {
  const text = `shipit: 1\napp: shop\n${top}\nchecks:\n  - window\n${checks}deploy: {run: make deploy, undo: make undo}\n`;
  const root = project({ 'shipit.yml': text });
  const request = { file: `${root}/shipit.yml`, shown: 'shipit.yml', root, kinds };
  const all = advise({ ...(await loadWithTree(request)), kinds, today: '2026-11-19' });
  return all
    .filter(({ rule }) => rule === 'revision-nowhere')
    .map(({ message, place }) => `${place.line}:${place.col} ${message.replace(/ is looked at .*/, '')}`);
}

const signoff = (revision: string): string => `  - signoff: {revision: ${revision}}\n`;

test.each([
  [
    'a command',
    'targets: {production: {revision: {command: cat live}}}',
    '',
    ['3:24 the command of `targets.production.revision`'],
  ],
  [
    'a file of a second target, among other ways',
    'targets:\n  production: {hosts: [web1], path: /srv, revision: {file: REVISION}}\n  staging: {revision: [{ref: staging}, {file: REVISION}]}',
    '',
    ['5:13 the file of `targets.staging.revision`'],
  ],
  [
    'hosts that a command prints',
    'targets: {production: {hosts: {command: hosts}, revision: {command: cat live}}}',
    '',
    [],
  ],
  ['an address', 'targets: {production: {revision: [{url: "https://shop.test/v"}, {ref: live}]}}', '', []],
  [
    'another repository',
    'repos: {schemas: {path: ../schemas, revision: {command: ops/live schemas}}}',
    '',
    ['3:37 the command of `repos.schemas.revision`'],
  ],
  [
    'another repository on hosts of one target',
    'targets: {staging: {}, production: {hosts: [web1]}}\nrepos: {schemas: {path: ../schemas, revision: {file: REVISION}}}',
    '',
    [],
  ],
  ['a sign-off', '', signoff('{file: REVISION}'), ['6:15 the file of its `revision`']],
  ['a sign-off by address', '', signoff('{url: "https://staging.shop.test/v"}'), []],
])('a revision that is looked at on hosts, where there are none: %s', async (_name, top, checks, expected) => {
  expect(await adviceOn(top, checks)).toEqual(expected);
});
