import { expect, test } from 'vitest';
import { createNameLookup } from '../../src/audit/name-lookup.js';
import { segmentNames } from '../../src/audit/segment-files.js';
import { makeProject, run, writeEnded } from './project.js';

test('a month that was listed before is listed anew when a run came or went on since', () => {
  const project = makeProject();
  let hours = 1;
  const namesOf = createNameLookup(project, () => Date.now() + hours * 3_600_000);
  expect(namesOf(run)).toEqual([]);
  for (const later of [run, run, run.replace('7f3a', '8f3a')]) {
    writeEnded(project, 1, later);
    // In the same moment: whatever was changed a moment ago is never taken as it was.
    hours = 0;
    expect(namesOf(later)).toEqual(segmentNames(project, later));
    hours = 1;
    expect(namesOf(later)).toEqual(segmentNames(project, later));
  }

  expect(namesOf(run)).toHaveLength(2);
});
