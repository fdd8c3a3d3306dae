import { closeSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appendIndex } from '../../src/audit/index-file.js';
import type { ProjectPaths } from '../../src/audit/project.js';
import { segmentPath } from '../../src/audit/segment-files.js';
import { readListed } from '../../src/audit/summaries.js';
import { verifyProject } from '../../src/audit/verify.js';
import { started } from '../audit/events.js';
import { makeProject } from '../audit/project.js';
import { tell } from './trial.js';
import { store, written } from './written.js';

const [oldest, middle, newest] = ['20261117T', '20261118T', '20261119T'].map((day) => `${day}084200Z-7f3a1c22d0`) as [
  string,
  string,
  string,
];

/** Two finished runs and an open one; each names the one before it. */
function threeRuns(): { readonly project: ProjectPaths; readonly files: readonly string[] } {
  const project = makeProject();
  let prevSession: { run: string; head: string } | null = null;
  for (const [run, exit] of [
    [oldest, 10],
    [middle, 0],
    [newest, undefined],
  ] as const) {
    const end = exit === undefined ? [] : [{ type: 'run.end', outcome: 'stopped', exit, confirmed: false, counts: {} }];
    store(
      project,
      run,
      written(run, [{ bodies: [started({ prevSession })] }, { bodies: [{ type: 'pause', by: run }, ...end] }]),
    );
    const { digest } = readListed(project, run);
    prevSession = { run, head: digest.head };
    if (exit !== undefined) {
      appendIndex(project, digest);
    }
  }

  const files = [oldest, middle, newest].flatMap((run) => [1, 2].map((gen) => segmentPath(project, run, gen)));
  return { project, files };
}

test('G3 whole segments that are swapped, removed or put in place of others are found, but for the end of an open run', () => {
  const { project, files } = threeRuns();
  expect(verifyProject(project)).toMatchObject({ ok: true, runs: 3, anchored: 2 });
  const kept = files.map((file) => readFileSync(file));
  const unseen: string[] = [];
  let attacks = 0;
  const attack = (name: string, change: () => void): void => {
    change();
    attacks += 1;
    unseen.push(...(verifyProject(project).ok ? [name] : []));
    for (const [at, file] of files.entries()) {
      writeFileSync(file, kept[at] ?? '');
    }
  };
  for (const [at, file] of files.entries()) {
    attack(`${at} removed`, () => rmSync(file));
    attack(`all from ${at} on removed`, () => {
      for (const one of files.slice(at)) {
        rmSync(one);
      }
    });
    attack(`${at} emptied`, () => writeFileSync(file, ''));
    for (const [to, other] of files.entries()) {
      if (to !== at) {
        attack(`${at} copied over ${to}`, () => writeFileSync(other, kept[at] ?? ''));
        attack(`${at} moved over ${to}`, () => renameSync(file, other));
        attack(`${at} and ${to} swapped`, () => {
          writeFileSync(file, kept[to] ?? '');
          writeFileSync(other, kept[at] ?? '');
        });
      }
    }
  }

  tell('G3 segments', { attacks, unseen: unseen.length });
  // The newest run is open: nobody else knows its second segment, or that it is there at all.
  expect(unseen.toSorted()).toEqual(['5 emptied', '5 removed', 'all from 4 on removed', 'all from 5 on removed']);
});

test('G3 a flipped bit in what a run says of the one before it is found, and stops nobody from looking further', () => {
  const { project, files } = threeRuns();
  const [file = ''] = files.slice(2);
  const bytes = readFileSync(file);
  const [from, to] = [bytes.indexOf('"prevSession"'), bytes.lastIndexOf('}')];
  const fd = openSync(file, 'r+');
  const unseen: string[] = [];
  let flips = 0;
  for (let bit = from * 8; bit < to * 8; bit += 5) {
    writeSync(fd, Buffer.of((bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))), 0, 1, bit >> 3);
    flips += 1;
    const { ok, runs } = verifyProject(project);
    unseen.push(...(ok || runs !== 3 ? [`bit ${bit}`] : []));
    writeSync(fd, bytes, bit >> 3, 1, bit >> 3);
  }

  closeSync(fd);
  tell('G3 what a run says of the one before', { flips, unseen: unseen.length });
  expect(unseen).toEqual([]);
});
