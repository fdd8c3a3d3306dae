import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { readRun } from '../../src/audit/read.js';
import { sha256 } from '../../src/audit/record.js';
import { openSegment } from '../../src/audit/segment.js';
import { segmentPath } from '../../src/audit/segment-files.js';
import { verifyProject } from '../../src/audit/verify.js';
import { readUnfinished } from '../../src/commands/status-runs.js';
import { nextStep, standWords } from '../../src/review/stand.js';
import { renderVerification } from '../../src/review/verification.js';
import { started } from '../audit/events.js';
import { makeProject, run, tool } from '../audit/project.js';

test('F65 a run that an older shipit of the same format began is gone on with, and each part says by which', () => {
  const project = makeProject();
  for (const version of ['0.0.9', '7.0.0']) {
    const writer = openSegment({ project, run, tool: { ...tool, version } });
    writer.append('interrupted', { signal: 'SIGTERM' });
    writer.close();
  }

  const { records, damage } = readRun(project, run);
  expect(damage).toBeUndefined();
  expect(records.filter(({ type }) => type === 'segment')).toMatchObject([
    { tool: { version: '0.0.9' } },
    { tool: { version: '7.0.0' } },
  ]);
  expect(verifyProject(project)).toMatchObject({ ok: true });
});

test('F39 a run that a newer shipit went on with is said to be that, never called broken, and never written to', async () => {
  const project = makeProject();
  const writer = openSegment({ project, run, tool });
  const { v: _v, type: _type, ...head } = writer.append('run.start', started());
  writer.append('pause', { by: 'Ada L.' });
  writer.close();
  const file = segmentPath(project, run, 1);
  const last = readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  appendFileSync(file, `${JSON.stringify({ ...head, prev: sha256(last), seq: 4, v: 2, type: 'unheard-of' })}\n`);
  const before = readFileSync(file);

  const found = await readUnfinished(project, run);
  const verified = renderVerification(verifyProject(project), { color: false, columns: 140, piped: true });
  let refused = '';
  try {
    openSegment({ project, run, tool, takeOver: true });
  } catch (error) {
    refused = String(error);
  }

  expect(standWords(found, new Date())).toBe(
    'written by a newer shipit, and this one knows only what stands before that',
  );
  expect(nextStep(found)).toBe('go on with the shipit that wrote it');
  expect(verified[0]).toBe(
    'UNKNOWN  4 records in 1 run checked: 1 run is of a newer shipit, and only that one can check it.',
  );
  expect(refused).toContain(`run ${run} was written by a newer shipit, and only that one can go on with it`);
  expect([standWords(found, new Date()), refused, ...verified].join('\n')).not.toMatch(/damaged|broken/i);
  expect(readFileSync(file)).toEqual(before);
  expect(readdirSync(dirname(file))).toHaveLength(1);
});
