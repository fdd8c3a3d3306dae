import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { advise } from '../../src/checklist/advice.js';
import { bundledDir } from '../../src/checklist/bundled.js';
import { commonKeys, topKeys } from '../../src/checklist/grammar.js';
import { loadChecklist, loadWithTree } from '../../src/checklist/load.js';
import { kinds } from '../../src/checks/index.js';
import { checklist as demo } from '../../src/commands/demo/checklist.js';
import { project } from './project.js';

const directory = bundledDir();

test.each(readdirSync(directory))('%s is a valid checklist for the kinds there are', async (file) => {
  const checklist = await loadChecklist({ file: path.join(directory, file), shown: file, root: directory, kinds });
  expect(checklist.checks.length).toBeGreaterThan(0);
});

test('the bundled checklists are these', () => {
  const names = ['default', 'django', 'example', 'node', 'rails', 'rings', 'swat'];
  expect(readdirSync(directory).toSorted()).toEqual(names.map((name) => `${name}.yml`));
});

test.each(readdirSync(directory).filter((file) => file !== 'example.yml'))(
  '%s says of every item which failure it comes from',
  async (file) => {
    const { checks, after, deploy } = await loadChecklist({
      file: path.join(directory, file),
      shown: file,
      root: directory,
      kinds,
    });
    const all = [...checks, ...deploy.steps.flatMap((step) => step.checks), ...after];
    expect(all.filter(({ why }) => why === undefined).map(({ id }) => id)).toEqual([]);
  },
);

test('what several steps take over by an alias is one question with an id for each', async () => {
  const file = path.join(directory, 'rings.yml');
  const { deploy } = await loadChecklist({ file, shown: file, root: directory, kinds });
  expect(deploy.steps.map(({ checks }) => checks[1]?.id)).toEqual([
    'reports-answered',
    'reports-answered-2',
    'reports-answered-3',
  ]);
});

test('the example shows every key and every kind', () => {
  const text = readFileSync(path.join(directory, 'example.yml'), 'utf8');
  const missing = [...topKeys, ...commonKeys, ...kinds.map(({ name }) => name)].filter(
    (key) => !new RegExp(`^[ {-]*${key}:`, 'm').test(text),
  );
  expect(missing).toEqual([]);
});

test.each(readdirSync(directory))('%s follows the advice of lint', async (file) => {
  const loaded = await loadWithTree({ file: path.join(directory, file), shown: file, root: directory, kinds });
  const advice = advise({ ...loaded, kinds, today: '2026-07-01' });
  // The example shows every key, also those that only a later version reads; some have steps that only a later one carries out.
  const later =
    file === 'example.yml' ? ['unread'] : ['rails.yml', 'swat.yml', 'rings.yml'].includes(file) ? ['refused'] : [];
  expect(advice.filter(({ rule }) => !later.includes(rule))).toEqual([]);
});

test('the checklist of the demo follows the advice of lint', async () => {
  const root = project({ 'shipit.yml': demo('http://127.0.0.1:8080/') });
  const loaded = await loadWithTree({ file: path.join(root, 'shipit.yml'), shown: 'shipit.yml', root, kinds });
  expect(advise({ ...loaded, kinds, today: '2026-07-01' })).toEqual([]);
});

const onTop = async (name: string, rest: string) => {
  const root = project({
    'shipit.yml': `shipit: 1\napp: shop\nextends: shipit:${name}\n${rest}deploy: {run: x, undo: y}\n`,
  });
  return loadWithTree({ file: path.join(root, 'shipit.yml'), shown: 'shipit.yml', root, kinds });
};

test.each(['default', 'django', 'node'])(
  'shipit:%s can be built on with tests of one’s own, whoever runs them',
  async (name) => {
    const options = async (written: string): Promise<unknown> =>
      (await onTop(name, `checks:\n  - tests: ${written}\n`)).checklist.checks.find(({ id }) => id === 'tests')
        ?.options;
    expect(await options('{run: make check}')).toMatchObject({ run: 'make check' });
    expect(await options('{ci: gitlab}')).toMatchObject({ ci: 'gitlab', required: [] });
  },
);

test('an address of nobody that was taken over is named at the line that extends', async () => {
  const loaded = await onTop('node', 'targets: {production: {hosts: [web1], units: [shop]}}\n');
  const rules = advise({ ...loaded, kinds, today: '2026-07-01' }).map(({ rule, place }) => [rule, place.line]);
  expect(rules).toContainEqual(['example-address', 3]);
  const own = await onTop('node', 'after:\n  - watch: {probes: {home: {url: https://shop.example.org/}}}\n');
  expect(advise({ ...own, kinds, today: '2026-07-01' }).map(({ rule }) => rule)).not.toContain('example-address');
});
