import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSegment } from '../../src/audit/segment.js';
import { openProject } from '../../src/audit/state.js';
import {
  course,
  deployStory,
  goLive,
  isRunning,
  newestRun,
  only,
  phases,
  placeOfLog,
  sky,
  used,
} from '../helpers/deploy-story.js';
import { answer, launch, read } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

describe.each(phases)('kill -9 $name', ({ name, checks, reach }) => {
  test('F2 F4 every answer that was shown is there, and the run can be finished with one deploy', async () => {
    const told = deployStory('"echo ran >> NOTES/ran"', checks);
    const first = told.open();
    await reach(first, told);
    await first.kill();
    const before = told.records();
    // What was being gathered lives on after a kill -9, by itself and without effect; not after this test.
    for (const leader of told.lines('gathering').filter(isRunning)) {
      process.kill(-Number(leader), 'SIGKILL');
    }

    writeFileSync(join(told.notes, 'let-go'), '');
    await using terminal = told.open({ args: ['resume'] });
    if (name !== 'after the deploy') {
      if (!before.some(({ type, check }) => type === 'answer' && check === 'sky')) {
        await answer(terminal, sky, 'g');
      }

      await launch(terminal, told);
    }

    await answer(terminal, used, 'g');
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    expect(told.lines('ran')).toEqual(['ran']);
    const after = told.records();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(only(after, 'run.end')).toMatchObject({ outcome: 'deployed' });
    expect(after.filter(({ type, check }) => type === 'answer' && check === 'sky')).toHaveLength(1);
    expect(JSON.parse(told.shipit('log', 'verify', '--json'))).toMatchObject({ ok: true });
  });
});

test('F7 a decision without a deploy: nothing was run, and `resume` asks for the final go again', async () => {
  const told = deployStory('"echo ran >> NOTES/ran"');
  const first = told.open();
  await answer(first, sky, 'g');
  await read(first, 'To launch, type');
  first.press(keys.escape);
  expect(await first.exited).toMatchObject({ exitCode: 15 });
  await decideOnly(told);
  await using terminal = told.open({ args: ['resume'] });
  await launch(terminal, told);
  await answer(terminal, used, 'g');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
  expect(told.lines('ran')).toEqual(['ran']);
  expect(course(told.records()).filter((type) => type === 'decision')).toHaveLength(2);
});

/** What a launch leaves behind whose processes died before the runner had the run. */
async function decideOnly(told: ReturnType<typeof deployStory>): Promise<void> {
  const project = openProject({ ...(await placeOfLog(told)), write: true });
  const writer = openSegment({ project, run: newestRun(told), tool: { version: '0', node: '20', git: '2' } });
  const decision = { go: true, commit: told.commitId, typed: told.phrase, by: 'Ada L.', answers: '' };
  writer.append('decision', decision);
  writer.close();
}

test('a second run after a crash knows of the first one', async () => {
  const told = deployStory('"true"');
  const first = told.open();
  await goLive(first, told);
  await read(first, used);
  await first.kill();
  await using terminal = told.open();
  await answer(terminal, 'The last deploy to production was never confirmed.', 'n');
  await read(terminal, 'shop → production');
  expect(told.records().find(({ type }) => type === 'lock')?.['reason']).toContain('that process is gone');
});
