import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appendIndex } from '../../src/audit/index-file.js';
import type { ProjectPaths } from '../../src/audit/project.js';
import { openSegment } from '../../src/audit/segment.js';
import { readListed } from '../../src/audit/summaries.js';
import { pastRuns } from '../../src/engine/history.js';
import type { EndOutcome } from '../../src/run/events.js';
import { started } from '../audit/events.js';
import { firstSegment, makeProject, otherRun, run, tool } from '../audit/project.js';
import { answer, evidence } from '../run/facts.js';

function ended(project: ProjectPaths, id: string, outcome: EndOutcome): void {
  const writer = openSegment({ project, run: id, tool });
  writer.append('run.start', started());
  writer.append('run.end', { outcome, exit: 0, confirmed: outcome === 'deployed', counts: {} });
  writer.close();
  appendIndex(project, readListed(project, id).digest);
}

const spoil = (file: string, from: string, to: string): void =>
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));

const damagedOf = (project: ProjectPaths) => pastRuns(project, 'production').historyOf('c').damaged?.run;

test('a whole log leaves no doubt', () => {
  const project = makeProject();
  ended(project, run, 'deployed');
  expect(damagedOf(project)).toBeUndefined();
});

test('the last attempt does not count for what it says when its records were changed', () => {
  const project = makeProject();
  ended(project, run, 'deployed');
  spoil(firstSegment(project), '"exit":0', '"exit":9');
  expect(damagedOf(project)).toBe(run);
});

test('a damaged run after the last attempt may have been an attempt, too', () => {
  const project = makeProject();
  ended(project, run, 'deployed');
  ended(project, otherRun, 'failed');
  spoil(firstSegment(project, otherRun), '"type":"run.end"', '"type":"run.emd"');
  expect(damagedOf(project)).toBe(otherRun);
});

test('what is damaged before the last attempt is no reason to stop', () => {
  const project = makeProject();
  ended(project, run, 'failed');
  ended(project, otherRun, 'deployed');
  spoil(firstSegment(project), '"exit":0', '"exit":9');
  expect(damagedOf(project)).toBeUndefined();
});

test.each([
  ['nobody confirmed is the last attempt until a later run finds it healthy', 'unconfirmed', 'deployed'],
  ['nobody saw end stays unknown, however well what runs there is', 'unknown', 'unknown'],
] as const)('a deploy that %s', (_what, before, after) => {
  const project = makeProject();
  ended(project, run, before);
  expect(pastRuns(project, 'production').lastAttempt).toMatchObject({ run, outcome: before });
  const writer = openSegment({ project, run: otherRun, tool });
  writer.append('run.start', started());
  const { type: _evidence, ...asked } = evidence('last-deploy', 'unknown', { facts: { run } });
  writer.append('evidence', asked);
  const { type: _answer, ...said } = answer('last-deploy', 'go', { how: 'by-hand' });
  writer.append('answer', said);
  writer.close();
  expect(pastRuns(project, 'production').lastAttempt).toMatchObject({ run, outcome: after });
});

test('facts of a run that is still open come first, then those of earlier ones; of a run without records there are none', () => {
  const project = makeProject();
  const keep = (id: string, key: string, ...keys: readonly string[]) => {
    const writer = openSegment({ project, run: id, tool });
    writer.append('run.start', started());
    for (const rehearsal of [...[key, ...keys].map((each) => ({ key: each })), null]) {
      const { type: _evidence, ...found } = evidence('migrations', 'go', { facts: { rehearsal } });
      writer.append('evidence', found);
    }

    writer.close();
    appendIndex(project, readListed(project, id).digest);
  };
  keep(run, 'a');
  const { factsOf } = pastRuns(project, 'production').historyOf('c');
  keep(otherRun, 'b', 'c');
  expect(factsOf?.('rehearsal', otherRun).map(({ value }) => value)).toEqual([
    { key: 'c' },
    { key: 'b' },
    { key: 'a' },
  ]);
  expect(factsOf?.('rehearsal', '20260101T000000Z-0000000000')).toHaveLength(1);
  expect(factsOf?.('other', otherRun)).toEqual([]);
});
