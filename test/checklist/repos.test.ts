import { expect, test } from 'vitest';
import { repoVariable } from '../../src/checklist/repos.js';
import { erase } from '../../src/checks/erase.js';
import { order } from '../../src/checks/order/kind.js';
import { kinds } from './kinds.js';
import { around, load, loadAround, mistakesOf, project } from './project.js';

const withOrder = (text: string) =>
  mistakesOf(
    load(project({ 'shipit.yml': around(text) }), 'shipit.yml', [
      ...kinds.filter(({ name }) => name !== 'order'),
      erase(order),
    ]),
  );

test('the variable of a repository', () => {
  expect(repoVariable('click-schemas.v2')).toBe('SHIPIT_COMMIT_CLICK_SCHEMAS_V2');
});

test('two repositories have neither one variable nor one path, and none is named like the app', async () => {
  const text =
    'repos:\n  a-b: {path: ../a}\n  a_b: {path: ../b}\n  shop: {path: ../c}\n  d: {path: ../a/}\ndeploy: make deploy\n';
  expect(await mistakesOf(loadAround(text))).toEqual([
    '5:3 `a-b` and `a_b` would both be SHIPIT_COMMIT_A_B (the other one: shipit.yml:4:3) → rename one',
    '6:3 `shop` is the name of the main repository (`app`, shipit.yml:2:6) → rename it',
    '7:13 `d` has the path of `a-b` → name it once',
  ]);
});

test('a rule names repositories that are there', async () => {
  const text = `repos: {schemas: {path: ../schemas}}
checks:
  - order:
      rules:
        - {if: "shop:app/**", first: "schemas:**"}
        - {if: "shpo:app/**", first: "schema:**"}
        - {if: "app/**", first: "schemas:**"}
`;
  const [first, ...more] = await withOrder(text.replace(/\n.*"app\/\*\*".*\n/, '\n'));
  expect([first, ...more]).toEqual([
    '8:16 no repository is named `shpo`: neither `app` nor `repos` has it → did you mean `shop`?',
    '8:38 no repository is named `schema`: neither `app` nor `repos` has it → did you mean `schemas`?',
  ]);
  expect((await withOrder(text)).join()).toContain('names no repository and glob');
});

test('steps run in the order of their needs, as near to the written one as can be', async () => {
  const steps = async (text: string) =>
    (await loadAround(`deploy: {steps: [${text}]}\n`)).deploy.steps.map(
      ({ name, needs }) => `${name}<${needs?.join('+') ?? ''}`,
    );
  expect(await steps('{step: a, run: x}, {step: b, run: x}')).toEqual(['a<', 'b<']);
  expect(await steps('{step: a, run: x, needs: [c]}, {step: b, run: x}, {step: c, run: x, needs: []}')).toEqual([
    'c<',
    'a<c',
    'b<a',
  ]);
});
