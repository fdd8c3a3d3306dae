import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appendIndex } from '../../../src/audit/index-file.js';
import { fits, openIndex } from '../../../src/audit/index-read.js';
import type { ProjectPaths } from '../../../src/audit/project.js';
import { rebuildIndex } from '../../../src/audit/rebuild-index.js';
import { runIdTime } from '../../../src/audit/run-id.js';
import { openSegment } from '../../../src/audit/segment.js';
import { segmentNames } from '../../../src/audit/segment-files.js';
import { readListed, reviewRuns } from '../../../src/audit/summaries.js';
import { verifyProject } from '../../../src/audit/verify.js';
import { note } from '../../../src/commands/log/note.js';
import { runToResume } from '../../../src/commands/resumable.js';
import { unfinishedRuns } from '../../../src/commands/status-runs.js';
import { pastRuns } from '../../../src/engine/history.js';
import type { EndOutcome } from '../../../src/run/events.js';
import type { RunDigest } from '../../../src/run/summary.js';
import { createRedactor } from '../../../src/text/redact.js';
import { started } from '../../audit/events.js';
import { firstSegment, makeProject, otherRun, run, tool } from '../../audit/project.js';
import { askList, askShow, askVerify, inLog, type Said } from './ask-log.js';

interface Given {
  readonly run?: string;
  readonly text?: string | undefined;
  readonly incident?: boolean;
  readonly json?: boolean;
}

const askNote = (project: ProjectPaths, given: Given): Promise<Said> =>
  inLog(project, (place) =>
    note(
      place,
      { run: given.run ?? run, incident: given.incident ?? false, json: given.json ?? false },
      {
        operator: { name: 'Grace H.', email: 'grace@example.com' },
        tool,
        redact: createRedactor({ DB_PASSWORD: 'hunter2-hunter2' }),
        text: async () => ('text' in given ? given.text : 'The cart was empty for an hour'),
      },
    ),
  );

/** A run to its end, as the program writes it. */
function addRun(project: ProjectPaths, id: string, outcome: EndOutcome | undefined, { dryRun = false } = {}): void {
  const clock = { now: () => new Date(runIdTime(id)), monotonicMs: () => 0 };
  const writer = openSegment({ project, run: id, tool, clock });
  const last = pastRuns(project, 'production', id).newest;
  writer.append('run.start', started({ dryRun, prevSession: last, checklist: { sha256: 'none', sources: [] } }));
  if (outcome === 'deployed' || outcome === 'unconfirmed') {
    writer.append('deploy.start', { commit: 'c'.repeat(40), steps: ['deploy'], tty: true, out: `${id}.out` });
    writer.append('deploy.end', { outcome: 'ok', ms: 1 });
  }

  if (outcome !== undefined) {
    writer.append('run.end', { outcome, exit: 0, confirmed: outcome === 'deployed', counts: {} });
  }

  writer.close();
  const { digest, facts } = readListed(project, id);
  if (outcome !== undefined) {
    appendIndex(project, digest, { facts });
  }
}

const now = new Date('2026-11-21T10:00:00Z');
/** What a note must not change. */
const lasting = (digest: RunDigest | undefined): Partial<RunDigest> =>
  Object.fromEntries(
    (['started', 'ended', 'outcome', 'deployedAt', 'confirmedAfterMs', 'overrides'] as const).map((name) => [
      name,
      digest?.[name],
    ]),
  );

const reviewed = (project: ProjectPaths, id = run) => [...reviewRuns(project)].find(({ digest }) => digest.run === id);

test('a note is added to a run that has ended, and everything else about it stays', async () => {
  const project = makeProject();
  addRun(project, run, 'deployed');
  const before = readFileSync(firstSegment(project), 'utf8');
  const was = reviewed(project);
  addRun(project, otherRun, 'stopped');
  expect(await askNote(project, { incident: true, text: ' It hurt.\nhunter2-hunter2 \u001b[2J ' })).toEqual({
    code: 0,
    out: `Incident noted by Grace H. on run ${run} (deployed, confirmed after 0 s).\n`,
    err: '',
  });

  expect(readFileSync(firstSegment(project), 'utf8')).toBe(before);
  const is = reviewed(project);
  expect(is).toMatchObject({ damaged: false, digest: { ...lasting(was?.digest), notes: 1, incidents: 1 } });
  expect(is?.facts).toEqual({
    ...was?.facts,
    notes: [{ t: expect.any(String), by: 'Grace H.', text: 'It hurt.\n[redacted] \u001b[2J', incident: true }],
  });
  expect(is?.checked()).toMatchObject({ damaged: false });
  expect(openIndex(project).find(run)).toMatchObject({ notes: 1, at: expect.stringMatching(/Z$/) });
  const { out } = await askShow(project, run);
  expect(out).toMatch(/note .*INCIDENT, noted by Grace H\.: It hurt\. \[redacted\]/);
  expect(out).not.toContain('\u001b');
  expect((await askList(project)).out).toMatch(/7f3a .* deployed {2}1 incident {2}confirmed after 0 s\n/);
});

test('a noted run is neither running nor to be resumed, and the next walk sees its deploy and its incident', async () => {
  const project = makeProject();
  addRun(project, run, 'deployed');
  await askNote(project, { incident: true });
  await askNote(project, {});
  expect(await unfinishedRuns(project, now)).toEqual([]);
  await expect(
    runToResume(project, { operator: started().operator, commit: started().release.commit, now }),
  ).rejects.toThrow('there is no unfinished run to go on with');
  const past = pastRuns(project, 'production');
  expect(past.lastAttempt).toMatchObject({ run, outcome: 'deployed', incidents: 1 });
  expect(past.lastLive).toMatchObject({ commit: started().release.commit });
  expect(past.historyOf('c').damaged).toBeUndefined();
});

test('a deploy that nobody confirmed is still to be confirmed after a note, and nothing else', async () => {
  const project = makeProject();
  addRun(project, run, 'unconfirmed');
  await askNote(project, {});
  expect(await unfinishedRuns(project, now)).toMatchObject([
    { id: run, damaged: false, run: { outcome: 'unconfirmed' } },
  ]);
  expect(await unfinishedRuns(project, now)).not.toMatchObject([{ owner: {} }]);
});

test('a run that is taken up again after a note goes on, and keeps the note', async () => {
  const project = makeProject();
  addRun(project, run, 'unconfirmed');
  await askNote(project, {});
  const writer = openSegment({ project, run, tool });
  writer.append('run.resume', { operator: started().operator });
  await expect(askNote(project, {})).rejects.toMatchObject({
    message: `run ${run} has not ended: a note is for a run that has`,
  });
  writer.append('run.end', { outcome: 'deployed', exit: 0, confirmed: true, counts: {} });
  writer.close();
  expect(reviewed(project)).toMatchObject({ digest: { outcome: 'deployed', notes: 1 }, damaged: false });
  await askNote(project, { incident: true });
  expect(reviewed(project)?.digest).toMatchObject({ outcome: 'deployed', notes: 2, incidents: 1 });
  expect(verifyProject(project)).toMatchObject({ ok: true, notes: [] });
});

test('a run that somebody is just noting something on has ended all the same', async () => {
  const project = makeProject();
  addRun(project, run, 'deployed');
  const writer = openSegment({ project, run, tool });
  writer.append('note', { text: 'half done', by: 'Bob K.' });
  expect(reviewed(project)).toMatchObject({ digest: { outcome: 'deployed', notes: 1 }, damaged: false });
  expect(await unfinishedRuns(project, now)).toEqual([]);
  expect(pastRuns(project, 'production').lastAttempt).toMatchObject({ run, outcome: 'deployed' });
  writer.close();
});

test('the chain holds over notes: of that run, of all runs, and of the run after it that names its former end', async () => {
  const project = makeProject();
  addRun(project, run, 'deployed');
  addRun(project, otherRun, 'deployed');
  await askNote(project, {});
  await askNote(project, { run: otherRun });
  await askNote(project, {});
  expect(verifyProject(project)).toMatchObject({ ok: true, runs: 2, anchored: 2, notes: [] });
  expect((await askVerify(project, { run: '7f3a' })).code).toBe(0);
  const segments = segmentNames(project, run);
  expect(segments).toHaveLength(3);
  expect(rebuildIndex(project)).toBe(2);
  expect(openIndex(project).find(run)).toMatchObject({ notes: 2 });
  // A note that was taken out, or rewritten, shows.
  const last = segments[2]?.path ?? '';
  writeFileSync(last, readFileSync(last, 'utf8').replace('an hour', 'a minute'));
  expect(verifyProject(project).ok).toBe(false);
});

test('where only the index line is missing, the run is read from its records', async () => {
  const project = makeProject();
  addRun(project, run, 'deployed');
  const index = readFileSync(project.index);
  await askNote(project, { incident: true });
  writeFileSync(project.index, index);
  const entry = openIndex(project).find(run);
  expect(entry !== undefined && fits(entry, segmentNames(project, run))).toBe(false);
  expect(reviewed(project)).toMatchObject({ damaged: false, digest: { incidents: 1 }, facts: { notes: [{}] } });
  expect(verifyProject(project).ok).toBe(true);
});

test('programs get the record', async () => {
  const project = makeProject();
  addRun(project, run, 'stopped');
  expect(JSON.parse((await askNote(project, { json: true, run: 'last' })).out)).toMatchObject({
    schema: 1,
    run,
    record: {
      type: 'note',
      seq: 4,
      by: 'Grace H.',
      email: 'grace@example.com',
      text: 'The cart was empty for an hour',
    },
  });
});

const refusals: readonly [string, (project: ProjectPaths) => Given, string, number][] = [
  ['B57 an unknown run', () => ({ run: 'ffff' }), 'no run "ffff"', 2],
  ['B70 nothing', () => ({ text: undefined }), 'the note is empty', 2],
  ['B70 only space', () => ({ text: ' \n\t ' }), 'the note is empty', 2],
  [
    'B70 4,001 characters',
    () => ({ text: 'ä'.repeat(4001) }),
    'the note has 4001 characters, and a note holds 4000',
    2,
  ],
  [
    'a run that has not ended',
    (project) => {
      addRun(project, otherRun, undefined);
      return { run: otherRun };
    },
    `run ${otherRun} has not ended: a note is for a run that has`,
    2,
  ],
  [
    'an incident on a dry run',
    (project) => {
      addRun(project, otherRun, 'dry-run', { dryRun: true });
      return { run: otherRun, incident: true };
    },
    `run ${otherRun} was a dry run: no incident can come of it`,
    2,
  ],
  [
    'an incident on a run that deployed nothing',
    (project) => {
      addRun(project, otherRun, 'no-go');
      return { run: otherRun, incident: true };
    },
    `run ${otherRun} deployed nothing: no incident can come of it`,
    2,
  ],
  [
    'a run that was changed',
    (project) => {
      const file = firstSegment(project);
      writeFileSync(file, readFileSync(file, 'utf8').replace('"exit":0', '"exit":9'));
      return {};
    },
    `nothing is added to run ${run}: record 4 of run ${run} is not the one that the index knows as its last`,
    16,
  ],
  [
    'a run of a newer shipit',
    (project) => {
      const file = firstSegment(project);
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"v":1', '"v":2'));
      return {};
    },
    `nothing is added to run ${run}: was written by a newer shipit`,
    16,
  ],
];

test.each(refusals)('refused in one sentence, and nothing is written: %s', async (_what, given, message, exitCode) => {
  const project = makeProject();
  addRun(project, run, 'deployed');
  const asked = given(project);
  const index = readFileSync(project.index, 'utf8');
  await expect(askNote(project, asked)).rejects.toMatchObject({ message: expect.stringContaining(message), exitCode });
  expect(readFileSync(project.index, 'utf8')).toBe(index);
  expect(segmentNames(project, asked.run === otherRun ? otherRun : run)).toHaveLength(1);
});

test('B70 the longest note fits into a record, whatever it is made of', async () => {
  const project = makeProject();
  addRun(project, run, 'deployed');
  for (const character of ['\u0001', '\u{e0001}', '\ud800', '"']) {
    expect((await askNote(project, { text: `x${character.repeat(3998)}x` })).code).toBe(0);
  }

  expect(verifyProject(project).ok).toBe(true);
});
