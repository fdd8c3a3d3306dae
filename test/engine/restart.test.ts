import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadChecklist } from '../../src/checklist/load.js';
import { kinds } from '../../src/checks/index.js';
import { repository } from '../helpers/repository.js';
import { opened } from './opened.js';

const checks = [
  '{ask: "Is the sky clear?", id: sky}',
  '{run: "true", id: probe}',
  '{ask: "Did a second person look?", id: second, when: {found: probe}}',
].join('\n  - ');

test('HEAD moved: what is not bound to the commit is kept, but nothing that depends on what is found now', async () => {
  const { session, commit, records } = await opened(checks);
  commit('Second', { 'a.txt': 'a' });
  await session.watchHead();
  await session.restart();
  expect(records().find(({ type }) => type === 'restart')).toMatchObject({ keeps: ['sky'] });
  expect(session.situation().message).toBeUndefined();
  session.close();
});

test('F42 HEAD names no commit any more: nothing is launched before somebody has seen it', async () => {
  const { session, git, records } = await opened();
  session.record({
    ...{ type: 'answer', check: 'sky', question: 'Is the sky clear?', go_answer: 'yes', answer: 'go', how: 'human' },
    ...{ by: 'Ada L.', seen: 'unknown', findings: [], ms_on_screen: 0 },
  });
  git('checkout', '--quiet', '--orphan', 'pages');
  await session.watchHead();
  expect(session.situation().run.notices).toEqual([]);
  expect(await session.decide('production')).toBe('back');
  const text = /^git names no commit that is checked out here now; this run is about [0-9a-f]{7}$/;
  expect(session.situation().run.notices).toMatchObject([{ notice: 'head-moved', text: expect.stringMatching(text) }]);
  await session.restart();
  expect(session.situation().message).toContain('cannot be read');
  session.record({ type: 'notice.kept', notice: 'head-moved', to: 'HEAD', by: 'Ada L.' });
  expect(await session.decide('production')).toBe('launched');
  expect(records().map(({ type }) => type)).toContain('decision');
  session.close();
});

test('HEAD moved, and somebody deployed meanwhile: everything is asked again, and that is said', async () => {
  const { session, root, commit, records } = await opened(checks);
  const first = session.situation().run.release.commit;
  commit('Second', { 'a.txt': 'a' });
  execFileSync('git', ['update-ref', 'refs/shipit/deployed/production', first], { cwd: root });
  await session.watchHead();
  await session.restart();
  expect(records().find(({ type }) => type === 'restart')).toMatchObject({ keeps: [], previous: { commit: first } });
  expect(session.situation().message).toBe('Somebody deployed meanwhile: everything is asked again.');
  session.close();
});

test('HEAD moved: other repositories are taken as they are now; after an edit of the checklist they stay', async () => {
  const other = repository();
  const first = other.git('rev-parse', 'HEAD');
  const text = `{ask: "Is the sky clear?", id: sky}\nrepos: {schemas: {path: ${other.root}}}`;
  const { session, root, commit, records } = await opened(text, {
    reload: () => loadChecklist({ file: join(root, 'shipit.yml'), shown: 'shipit.yml', root, kinds }),
  });
  commit('Second', { 'a.txt': 'a' });
  await session.watchHead();
  await session.restart();
  expect(session.situation().run.repos).toEqual({ schemas: first });

  const second = other.commit('Later');
  session.record({ type: 'notice', notice: 'checklist-edited', text: 'edited', from: 'a', to: 'b' });
  await session.restart();
  expect(records().findLast(({ type }) => type === 'restart')).toMatchObject({ repos: { schemas: first } });
  commit('Third', { 'a.txt': 'b' });
  await session.watchHead();
  await session.restart();
  expect(session.situation().run.repos).toEqual({ schemas: second });
  session.close();
});

test('the steps were put into another order: what looked at the order is asked again, the rest is kept', async () => {
  const { session, root, records } = await opened('{ask: "Is the sky clear?", id: sky}\n  - order', {
    reload: () => loadChecklist({ file: join(root, 'shipit.yml'), shown: 'shipit.yml', root, kinds }),
  });
  const path = join(root, 'shipit.yml');
  const edit = async (deploy: string) => {
    writeFileSync(path, readFileSync(path, 'utf8').replace(/deploy: .*/, `deploy: ${deploy}`));
    session.record({ type: 'notice', notice: 'checklist-edited', text: 'edited', from: 'a', to: deploy });
    await session.restart();
    return records().findLast(({ type }) => type === 'restart')?.['keeps'];
  };
  expect(await edit('{steps: [{step: a, run: x}, {step: b, run: x}]}')).toEqual(['sky']);
  expect(await edit('{steps: [{step: a, run: x}, {step: b, run: x}]}  # a note')).toEqual(['sky', 'order']);
  expect(await edit('{steps: [{step: b, run: x}, {step: a, run: x}]}')).toEqual(['sky']);
  session.close();
});
