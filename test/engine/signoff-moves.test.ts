import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { autoAnswers } from '../../src/engine/auto-answers.js';
import { recordOf } from '../checks/signoff/confirming.js';
import { opened, settled } from './opened.js';

const checks = `signoff: {revision: {ref: main}, facets: {self: off}}
people:
  per: {name: Per M., emails: [per@x.test], roles: [pm]}`;

test('F60 a sign-off that is withdrawn, or expires, after the launch page is shown stops the launch', async () => {
  const { session, root, git, sleep, records } = await opened(checks);
  const [commit, tree] = [git('rev-parse', 'HEAD'), git('rev-parse', 'HEAD^{tree}')];
  const file = join(root, '.shipit/signoffs', `${commit}.per.json`);
  const confirm = (): void => {
    mkdirSync(join(root, '.shipit/signoffs'), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...recordOf(commit, tree), at: '2026-11-19T08:00:00.000Z' }));
  };
  /** What is go passes by itself; the rest is left to people, and nobody is here. */
  const stage = (): string => {
    for (const passed of session.situation().before.flatMap(autoAnswers)) {
      session.record(passed);
    }

    return session.situation().stage;
  };
  const worse = (): unknown => records().findLast(({ type }) => type === 'lastlook')?.['worse'];

  confirm();
  session.gatherMissing();
  await settled(session);
  expect(stage()).toBe('launch');

  rmSync(file);
  expect(await session.decide('production')).toBe('back');
  expect([worse(), stage()]).toEqual([['signoff'], 'walk']);

  confirm();
  session.lookAgain('signoff');
  await settled(session);
  expect(stage()).toBe('launch');

  sleep(80 * 3_600_000);
  expect(await session.decide('production')).toBe('back');
  expect(worse()).toEqual(['signoff']);
  expect(records().map(({ type }) => type)).not.toContain('decision');
  session.close();
});
