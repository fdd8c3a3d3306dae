import { expect, test } from 'vitest';
import { digested } from '../../src/audit/digest.js';
import { appendIndex } from '../../src/audit/index-file.js';
import type { ProjectPaths } from '../../src/audit/project.js';
import { readRun, toStampedEvents } from '../../src/audit/read.js';
import { openSegment } from '../../src/audit/segment.js';
import { segmentNames } from '../../src/audit/segment-files.js';
import { reviewRuns } from '../../src/audit/summaries.js';
import { verifyProject } from '../../src/audit/verify.js';
import type { RunEvent } from '../../src/run/events.js';
import { askList, askShow } from '../commands/log/ask-log.js';
import { anyRun, randomNumbers } from './any-run.js';
import { makeProject, tool } from './project.js';

const runs = 20;

/** Written as the program does it, now and then in a new segment. */
function write(project: ProjectPaths, run: string, events: readonly RunEvent[], random: () => number): void {
  let writer = openSegment({ project, run, tool });
  for (const { type, ...body } of events) {
    if (random() < 0.1) {
      writer.close();
      writer = openSegment({ project, run, tool });
    }

    writer.append(type, body);
  }

  writer.close();
}

/** A control character that is no line break, or one that hides or turns what follows. */
const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

test.each([1, 2])(
  'any run survives: written, read, folded, indexed, unpacked, listed, shown (seed %i)',
  async (seed) => {
    const random = randomNumbers(seed);
    const project = makeProject();
    const ids = Array.from(
      { length: runs },
      (_, at) => `202611${String(10 + (at % 18))}T084200Z-${String(at).padStart(10, '0')}`,
    );
    const written = new Map(ids.map((run) => [run, anyRun(random)]));
    for (const [run, events] of written) {
      write(project, run, events, random);
      // Everything is read back as it was given, apart from what JSON cannot hold.
      const read = readRun(project, run);
      const found = toStampedEvents(read.records).map(({ event }) => event);
      expect(JSON.stringify(found)).toBe(JSON.stringify(events));
      const { digest, facts } = digested({ ...read, alive: false });
      appendIndex(project, digest, { facts });
    }

    expect(verifyProject(project)).toMatchObject({ ok: true, runs, faults: [], anchored: runs });
    const fromIndex = [...reviewRuns(project)];
    const fromRecords = [...reviewRuns({ ...project, index: `${project.index}.none` })];
    expect(fromIndex.map(({ facts }) => facts)).toEqual(fromRecords.map(({ facts }) => facts));
    expect(fromIndex.map(({ digest }) => digest)).toMatchObject(fromRecords.map(({ digest }) => digest));
    expect(fromIndex.some((run) => run.damaged || run.checked().damaged)).toBe(false);
    for (const run of ids) {
      const shown = await askShow(project, run, { color: false });
      expect(shown.code).toBe(0);
      expect(raw.exec(shown.out)).toBeNull();
      const json = await askShow(project, run, { json: true });
      expect(raw.exec(json.out)).toBeNull();
      expect(JSON.parse(json.out)).toMatchObject({ schema: 1, run: { run }, records: { length: expect.any(Number) } });
      expect(segmentNames(project, run).length).toBeGreaterThan(0);
    }

    const list = await askList(project, { limit: '1000' });
    expect(list.out.trimEnd().split('\n')).toHaveLength(runs);
    expect(raw.exec(list.out)).toBeNull();
    const rows = (await askList(project, { json: true })).out.trimEnd().split('\n');
    expect(raw.exec(rows.join(''))).toBeNull();
    expect(rows.map((row) => JSON.parse(row).outcome)).toEqual(fromRecords.map(({ digest }) => digest.outcome));
  },
);
