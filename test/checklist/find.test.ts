import path from 'node:path';
import { expect, test } from 'vitest';
import { findChecklist } from '../../src/checklist/find.js';
import { project } from './project.js';

const sentence = async (finding: Promise<unknown>): Promise<string> => {
  const error = await finding.catch((thrown: unknown) => thrown);
  return error instanceof Error ? `${error.message} → ${Reflect.get(error, 'hint')}` : '';
};

test('shipit.yml is found upwards, and named as seen from here', async () => {
  const root = project({ 'shipit.yml': '', 'a/b/c': '' });
  const cwd = path.join(root, 'a/b');
  expect(await findChecklist({ cwd, root })).toEqual({
    file: path.join(root, 'shipit.yml'),
    shown: '../../shipit.yml',
  });
});

test('the nearest one wins, and .yaml is as good', async () => {
  const root = project({ 'shipit.yml': '', 'a/shipit.yaml': '' });
  const cwd = path.join(root, 'a');
  expect(await findChecklist({ cwd, root })).toEqual({ file: path.join(cwd, 'shipit.yaml'), shown: 'shipit.yaml' });
});

test('B1 nothing above the work tree is looked at', async () => {
  const outer = project({ 'shipit.yml': '', 'tree/sub/x': '' });
  const root = path.join(outer, 'tree');
  expect(await sentence(findChecklist({ cwd: path.join(root, 'sub'), root }))).toBe(
    'no checklist found: looked for shipit.yml and shipit.yaml in ., .. → `shipit init` writes one; checklists/example.yml of the package shows every key',
  );
});

test('B51 two files of one name are one too many', async () => {
  const root = project({ 'shipit.yml': '', 'shipit.yaml': '' });
  expect(await sentence(findChecklist({ cwd: root, root }))).toBe(
    'found both shipit.yml and shipit.yaml → keep one of them',
  );
});

test('a name stands for a file in checklists/ at the top', async () => {
  const root = project({ 'checklists/hotfix.yml': '', 'a/x': '' });
  const cwd = path.join(root, 'a');
  expect(await findChecklist({ cwd, root, name: 'hotfix' })).toEqual({
    file: path.join(root, 'checklists/hotfix.yml'),
    shown: '../checklists/hotfix.yml',
  });
  expect(await sentence(findChecklist({ cwd, root, name: 'hotfxi' }))).toBe(
    'no checklist `hotfxi`: looked for hotfxi.yml in ../checklists → did you mean `hotfix`?',
  );
});

test.each(['../x', 'a/b', '-x', '', '.'])('%j is no name of a checklist', async (name) => {
  const root = project({});
  expect(await sentence(findChecklist({ cwd: root, root, name }))).toContain('is not the name of a checklist');
});

test('a file is taken as it is, from here', async () => {
  const root = project({});
  const cwd = path.join(root, 'a');
  expect(await findChecklist({ cwd, root, file: '../x.yml' })).toEqual({
    file: path.join(root, 'x.yml'),
    shown: '../x.yml',
  });
});

test('a name and a file are one too many', async () => {
  expect(await sentence(findChecklist({ cwd: '/', root: '/', name: 'a', file: 'b' }))).toBe(
    'both a name (a) and a file (b) were given → give one of them',
  );
});
