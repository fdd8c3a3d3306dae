import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appendIndex } from '../../../src/audit/index-file.js';
import type { ProjectPaths } from '../../../src/audit/project.js';
import { openSegment } from '../../../src/audit/segment.js';
import { segmentPath } from '../../../src/audit/segment-files.js';
import { readListed } from '../../../src/audit/summaries.js';
import { exportLog } from '../../../src/commands/log/export.js';
import { show } from '../../../src/commands/log/show.js';
import { started } from '../../audit/events.js';
import { makeProject, tool } from '../../audit/project.js';
import { askList, askShow, askVerify, inLog } from './ask-log.js';

const id = (digit: string): string => `2026111${digit}T084200Z-${digit.repeat(10)}`;

function addRun(project: ProjectPaths, run: string): void {
  const writer = openSegment({ project, run, tool });
  writer.append('run.start', started());
  writer.append('run.end', { outcome: 'stopped', exit: 10, confirmed: false, counts: {} });
  writer.close();
  const { digest, facts } = readListed(project, run);
  appendIndex(project, digest, { facts });
}

/** Nine runs, of which only the first and the last are as they were written. */
function strangeLog(): ProjectPaths {
  const project = makeProject();
  for (const digit of '123456789') {
    addRun(project, id(digit));
  }

  const at = (digit: string): string => segmentPath(project, id(digit), 1);
  const instead = (digit: string, put: (path: string) => void): void => {
    rmSync(at(digit));
    put(at(digit));
  };
  writeFileSync(at('2'), readFileSync(at('2'), 'utf8').replaceAll('"v":1', '"v":2'));
  instead('3', (path) => mkdirSync(path));
  instead('4', (path) => execFileSync('mkfifo', [path]));
  instead('5', (path) => symlinkSync(at('1'), path));
  writeFileSync(at('6'), '');
  writeFileSync(at('7'), Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256)));
  writeFileSync(at('8'), readFileSync(at('8'), 'utf8').replace('"exit":10', '"exit":11'));
  return project;
}

const project = { make: strangeLog };

test('B66 what is no file of this version is told as what it is, and hides no other run', async () => {
  const log = project.make();
  const { out, code } = await askList(log, {}, { columns: 200 });
  expect(code).toBe(0);
  const ends = Object.fromEntries(
    out
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(18, 19), line]),
  );
  expect(Object.keys(ends)).toHaveLength(9);
  expect(ends['1']).toMatch(/stopped by the operator$/);
  expect(ends['2']).toMatch(/written by a newer shipit, see `shipit log verify`$/);
  expect(ends['3']).toMatch(/cannot be read, see `shipit log verify`$/);
  expect(ends['4']).toMatch(/cannot be read, see/);
  expect(ends['5']).toMatch(/cannot be read, see/);
  expect(ends['6']).toMatch(/DAMAGED, see/);
  expect(ends['7']).toMatch(/DAMAGED, see/);
  expect(ends['8']).toMatch(/DAMAGED, see `shipit log verify` {2}stopped by the operator$/);
  expect(ends['9']).toMatch(/stopped by the operator$/);
});

test('programs are told what is wrong with a run, whatever the index says of it', async () => {
  const { out } = await askList(project.make(), { json: true });
  const problems = out
    .trimEnd()
    .split('\n')
    .map((line): { readonly run: string; readonly problem?: string } => JSON.parse(line))
    .filter(({ problem }) => problem !== undefined);
  expect(problems.map(({ run }) => run[7])).toEqual(['8', '7', '6', '5', '4', '3', '2']);
});

test('B66 verify names the first bad record of every bad run on one line, counts the others, and says what that proves', async () => {
  const log = project.make();
  const { out, code } = await askVerify(log, {}, { piped: true });
  expect(code).toBe(16);
  const [head = '', ...lines] = out.trimEnd().split('\n');
  expect(head).toMatch(/^BROKEN {2}\d+ records in 9 runs checked: 7 runs are not as they were written\.$/);
  expect(lines.filter((line) => line.startsWith('✖')).map((line) => line[9])).toEqual([
    '8',
    '7',
    '6',
    '5',
    '4',
    '3',
    '2',
  ]);
  expect(out).toContain(`✖ ${id('2')}: was written by a newer shipit, and only that one can check it: `);
  expect(out).toMatch(new RegExp(`✖ ${id('3')}: .*is no regular file`));
  expect(out).toContain('(and 1 more fault)');
  expect(lines.filter((line) => line.startsWith('What this ')).map((line) => line.slice(0, 23))).toEqual([
    'What this proves: where',
    'What this cannot prove:',
  ]);
});

test('B66 verify tells programs of a newer format as such, once a run', async () => {
  const log = project.make();
  const { faults } = JSON.parse((await askVerify(log, { run: id('2'), json: true })).out);
  expect(faults).toMatchObject([{ run: id('2'), seq: 0, kind: 'newer-format' }, { kind: 'changed' }]);
});

test('a run that cannot be read is shown as one, and ends with 16', async () => {
  const log = project.make();
  for (const digit of ['2', '3', '4', '5']) {
    expect((await askShow(log, id(digit))).code).toBe(16);
  }

  expect((await askShow(log, id('2'), { columns: 1000 })).out.replaceAll(/\s+/g, ' ')).toMatch(
    /WRITTEN BY A NEWER SHIPIT: .*is of format 2: a newer shipit wrote it/,
  );
  expect((await askShow(log, id('3'), { columns: 1000 })).out).toContain('is no regular file');
});

test('no page of a run that cannot be read has empty fields, or knows how it ended', async () => {
  const log = project.make();
  for (const digit of ['2', '5', '6', '7']) {
    const text = (await askShow(log, id(digit), { columns: 140 })).out;
    const markdown = (await inLog(log, (place) => show(place, { run: id(digit), json: false, markdown: true }))).out;
    for (const page of [text, markdown]) {
      expect(page.split('\n')[0]).toMatch(new RegExp(`^(?:# )?Run ${id(digit)}$`));
      expect(page).not.toMatch(/Release|Previous|→|0000000|outcome unknown|broken off|Timeline|Nothing was/);
    }
  }

  for (const format of ['html', 'markdown'] as const) {
    const { out } = await inLog(log, (place) => exportLog(place, { [format]: true }), { piped: true });
    expect(out.match(/written by a newer shipit, see/g)).toHaveLength(2);
    expect(out).not.toMatch(/outcome unknown|, : |No record of it|→ *<\/td>|→ *\|/);
  }
});
