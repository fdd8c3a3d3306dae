import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generateLog } from '../../bench/gen-log.mjs';
import { rebuildIndex } from '../../src/audit/rebuild-index.js';
import { openProject } from '../../src/audit/state.js';
import { reviewRuns } from '../../src/audit/summaries.js';
import { verifyProject } from '../../src/audit/verify.js';
import { temporaryDirectory } from '../audit/project.js';

test('a generated log is whole, and its index is the one that shipit makes of the same runs', () => {
  const stateDir = temporaryDirectory();
  const written = generateLog(stateDir, '0123456789abcdef', 80);
  const project = openProject({ stateDir, projectId: '0123456789abcdef', write: false });
  const made = newestLines(project.index);
  expect([...made.values()].filter((line) => line.includes('"notes":'))).not.toEqual([]);

  expect(verifyProject(project)).toMatchObject({ ok: true, runs: 80, records: written.records, anchored: 80 });
  expect([...reviewRuns(project)].filter(({ damaged }) => damaged)).toEqual([]);
  rebuildIndex(project);
  expect(newestLines(project.index)).toEqual(made);
});

/** By run, without when the line itself was written. */
const newestLines = (index: string): ReadonlyMap<string, string> =>
  new Map(
    readFileSync(index, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const { at: _at, ...entry } = JSON.parse(line);
        return [entry.run, JSON.stringify(entry)];
      }),
  );
