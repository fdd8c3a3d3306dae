import { expect, test } from 'vitest';
import { openSegment } from '../../../src/audit/segment.js';
import { started } from '../../audit/events.js';
import { makeProject, run, tool } from '../../audit/project.js';
import { askShow } from './ask-log.js';

test('#n behind a run points at one of its records, and says so when there is none', async () => {
  const project = makeProject();
  const writer = openSegment({ project, run, tool });
  writer.append('run.start', started());
  writer.append('pause', { by: 'Ada L.' });
  writer.close();
  const pointed = await askShow(project, `${run}#2`);
  expect(pointed.code).toBe(0);
  expect(pointed.out.split('\n').filter((line) => /^[\d:]{8}> /.test(line))).toEqual([
    expect.stringContaining('paused by Ada L.'),
  ]);
  const beyond = await askShow(project, 'last#99');
  expect(beyond).toMatchObject({ code: 0, err: 'Record 99 is none of these.\n' });
  expect(beyond.out).not.toMatch(/^[\d:]{8}> /m);
});
