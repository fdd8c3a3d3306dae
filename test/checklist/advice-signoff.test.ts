import { expect, test } from 'vitest';
import { advise } from '../../src/checklist/advice.js';
import { loadWithTree } from '../../src/checklist/load.js';
import { kinds } from '../../src/checks/index.js';
import { project } from './project.js';

const per = 'people: {per: {emails: [per@x.test], roles: [pm]}}\n';
const staging = 'targets: {production: {}, staging: {revision: {ref: staging}}}\n';

/** Messages about the sign-off of a checklist. */
async function adviceOn(signoff: string, top: string): Promise<readonly string[]> {
  const text = `shipit: 1\napp: shop\n${top}checks:\n  - window\n  - signoff${signoff}\ndeploy: {run: make deploy, undo: make undo}\n`;
  const root = project({ 'shipit.yml': text });
  const request = { file: `${root}/shipit.yml`, shown: 'shipit.yml', root, kinds };
  const all = advise({ ...(await loadWithTree(request)), kinds, today: '2026-11-19' });
  return all.filter(({ rule }) => rule.startsWith('signoff')).map(({ rule, message }) => `${rule}: ${message}`);
}

const unasked =
  'signoff-staging: nobody says how to ask `staging` what it runs: whether this commit can have been tried stays unknown';

test.each([
  ['all is said', '', per + staging, []],
  ['of its own', ': {revision: {ref: staging}}', per, []],
  ['nobody says how to ask', '', per, [unasked]],
  ['nobody is to ask', ': {facets: {staging: off}}', per, []],
  [
    'B48 nobody has the role',
    ': {role: qa}',
    per + staging,
    ['signoff-nobody: nobody in `people` has the role qa: no sign-off can count'],
  ],
  [
    'B48 nobody of the role has a login',
    ': {via: github}',
    per + staging,
    ['signoff-nobody: nobody with the role pm has `logins` in `people`: no sign-off can count'],
  ],
  ['told by the operator', ': {via: ask}', staging, []],
  ['level off', ':\n    level: off', '', []],
])('%s', async (_name, signoff, top, expected) => {
  expect(await adviceOn(signoff, top)).toEqual(expected);
});
