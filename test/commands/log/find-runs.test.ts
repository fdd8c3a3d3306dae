import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generateLog } from '../../../bench/gen-log.mjs';
import { appendIndex } from '../../../src/audit/index-file.js';
import type { ProjectPaths } from '../../../src/audit/project.js';
import { runIdTime } from '../../../src/audit/run-id.js';
import { openSegment } from '../../../src/audit/segment.js';
import { readListed, reviewRuns } from '../../../src/audit/summaries.js';
import { type FilterFlags, toSearch } from '../../../src/commands/log/filter-flags.js';
import { findRuns } from '../../../src/commands/log/find-runs.js';
import type { LogPlace } from '../../../src/commands/log/log-context.js';
import { addNote } from '../../../src/engine/add-note.js';
import { runCommand } from '../../../src/world/commands.js';
import { openRepository } from '../../../src/world/git.js';
import { started } from '../../audit/events.js';
import { firstSegment, makeProject, temporaryDirectory, tool } from '../../audit/project.js';
import { emptyRepository } from '../../helpers/repository.js';

interface Made {
  readonly from?: string | null;
  readonly to?: string;
  readonly reason?: string;
  readonly target?: string;
}

/** A stopped run of that November day at noon; its id ends in the day. */
const idOf = (day: number): string => `202611${String(day).padStart(2, '0')}T120000Z-${String(day).padStart(10, '0')}`;

function addRun(project: ProjectPaths, day: number, { from = null, to = 'e'.repeat(40), ...more }: Made = {}): void {
  const run = idOf(day);
  const clock = { now: () => new Date(runIdTime(run)), monotonicMs: () => 0 };
  const writer = openSegment({ project, run, tool, clock });
  const release = { commit: to, tree: 'b'.repeat(40), subject: 'Round half a cent' };
  const previous = from === null ? null : { commit: from, sources: ['log'] };
  writer.append('run.start', started({ release, previous, ...more }));
  writer.append('run.end', { outcome: 'stopped', exit: 10, confirmed: false, counts: {} });
  writer.close();
  const { digest, facts } = readListed(project, run);
  appendIndex(project, digest, { facts });
}

function damage(project: ProjectPaths, day: number): void {
  const file = firstSegment(project, idOf(day));
  writeFileSync(file, `${readFileSync(file, 'utf8').slice(0, -30)}\n`);
}

const noGit: LogPlace['git'] = {
  resolve: async () => undefined,
  run: () => {
    throw new Error('git was asked');
  },
};

/** The days of the runs that are found, newest first. */
async function days(project: ProjectPaths, flags: FilterFlags, git = noGit): Promise<readonly number[]> {
  const search = toSearch(flags, { now: new Date('2026-11-30T12:00:00Z'), tz: 'UTC' });
  return [...(await findRuns({ project, git }, search))].map(({ digest }) => Number(digest.run.slice(-2)));
}

test('a commit is found at either end, in between, on a merged side branch, and when it is gone from the clone', async () => {
  const { root, commit, git: run } = emptyRepository();
  const [one, two, three] = [commit('one'), commit('two'), commit('three')];
  run('checkout', '-q', '-b', 'side', two);
  const side = commit('on the side');
  run('checkout', '-q', 'main');
  run('-c', 'user.name=A', '-c', 'user.email=a@x.test', 'merge', '-q', '--no-ff', '-m', 'merge', 'side');
  const [merge, last] = [run('rev-parse', 'HEAD'), commit('last')];
  const gone = 'f0f1'.padEnd(40, 'a');
  const project = makeProject();
  addRun(project, 1, { to: one });
  addRun(project, 2, { from: one, to: two });
  addRun(project, 3, { from: two, to: merge });
  addRun(project, 4, { from: merge, to: last });
  addRun(project, 5, { from: last, to: gone });
  addRun(project, 6, { from: gone, to: last });
  // A roll-back to what was there before, on the other target.
  addRun(project, 7, { from: last, to: one });
  const git = await openRepository(root, runCommand);
  const about = (named: string): Promise<readonly number[]> => days(project, { commit: named }, git);

  expect(await about(two)).toEqual([6, 3, 2]);
  expect(await about(three)).toEqual([6, 3]);
  expect(await about(side.slice(0, 9))).toEqual([6, 3]);
  expect(await about('side')).toEqual([6, 3]);
  expect(await about('HEAD')).toEqual([7, 6, 5, 4]);
  expect(await about(one)).toEqual([7, 6, 2, 1]);
  expect(await about('F0F1')).toEqual([6, 5]);
  expect(await about(gone)).toEqual([6, 5]);
  await expect(about('0000aaaa')).rejects.toThrow('`0000aaaa` is no commit of this repository, and no run is about it');
  await expect(about('--all')).rejects.toThrow('is no commit of this repository');
});

test('what nobody can tell is not left out: a release for which nobody knew what ran before', async () => {
  const { root, commit } = emptyRepository();
  const [one, two] = [commit('one'), commit('two')];
  const project = makeProject();
  addRun(project, 1, { to: two });
  expect(await days(project, { commit: one }, await openRepository(root, runCommand))).toEqual([1]);
});

test.each([
  ['invoices', 'The INVOICES wait'],
  ['müller', 'Called Frau MÜLLER'],
  ['ü', 'Müller'],
  ['"now"', 'She said "now"'],
  ['C:\\shop', 'In c:\\SHOP'],
  ['a/b', 'see a/b'],
  ['"', 'a "'],
  ['İstanbul', 'In İSTANBUL'],
  ['i\u0307stanbul', 'In İstanbul'],
  ['日本', 'to 日本'],
])('the text %j is found in what a run says, however it is written', async (text, reason) => {
  const project = makeProject();
  addRun(project, 1, { reason });
  addRun(project, 2, { reason: 'Another one' });
  expect(await days(project, { text })).toEqual([1]);
});

test('a text is looked for in what was said, not in the words of the format; without it nothing is read for it', async () => {
  const project = makeProject();
  addRun(project, 1, { reason: 'prev is no word of the operator' });
  addRun(project, 2);
  expect(await days(project, { text: 'prev' })).toEqual([1]);
  expect(await days(project, { text: 'ms_on_screen' })).toEqual([]);
  expect(await days(project, { text: 'half a cent', limit: '1' })).toEqual([2]);
});

test('a damaged run is among those of its time, whatever else is looked for', async () => {
  const project = makeProject();
  for (const day of [1, 2, 3, 4]) {
    addRun(project, day, { target: day === 3 ? 'staging' : 'production' });
  }
  damage(project, 2);
  expect(await days(project, { target: 'staging' })).toEqual([3, 2]);
  expect(await days(project, { text: 'nobody said this' })).toEqual([2]);
  expect(await days(project, { override: true, operator: 'nobody' })).toEqual([2]);
  expect(await days(project, { target: 'staging', since: '2026-11-03' })).toEqual([3]);
  expect(await days(project, { target: 'staging', until: '2026-11-02' })).toEqual([2]);
  expect(await days(project, { target: 'staging', until: '2026-11-01' })).toEqual([]);
});

test('a week in the middle is found without what began before or after it, with or without the index', async () => {
  const project = makeProject();
  for (let day = 1; day <= 20; day += 1) {
    addRun(project, day);
  }
  const week = { since: '2026-11-08', until: '2026-11-10' };
  const begun = { since: new Date('2026-11-08T00:00:00Z'), until: new Date('2026-11-11T00:00:00Z') };
  expect(await days(project, week)).toEqual([10, 9, 8]);
  expect([...reviewRuns(project, begun)]).toHaveLength(3);
  writeFileSync(project.index, '');
  expect(await days(project, week)).toEqual([10, 9, 8]);
});

test('an index of years is entered in the middle, and a note of later is still seen', async () => {
  const stateDir = temporaryDirectory();
  const { each } = generateLog(stateDir, '0123456789abcdef', 300);
  const project = makeProject(stateDir);
  const noted = each[40]?.run ?? '';
  addNote(project, { run: noted, tool, note: { text: 'It hurt', by: 'ada' } });
  const week = { since: '2021-06-14', until: '2021-06-20' };
  const search = toSearch(week, { now: new Date(), tz: 'UTC' });
  const found = [...(await findRuns({ project, git: noGit }, search))];
  const expected = each.filter(({ started: at }) => at > '2021-06-14' && at < '2021-06-21').map(({ run }) => run);
  expect(found.map(({ digest }) => digest.run)).toEqual(expected.reverse());
  expect(expected).toContain(noted);
  expect(found.find(({ digest }) => digest.run === noted)).toMatchObject({ damaged: false, digest: { notes: 1 } });
});
