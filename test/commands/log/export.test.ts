import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { putText } from '../../../src/audit/evidence-store.js';
import { appendIndex } from '../../../src/audit/index-file.js';
import type { ProjectPaths } from '../../../src/audit/project.js';
import { openSegment } from '../../../src/audit/segment.js';
import { readListed } from '../../../src/audit/summaries.js';
import { type ExportFlags, exportLog } from '../../../src/commands/log/export.js';
import type { LogPlace } from '../../../src/commands/log/log-context.js';
import { show } from '../../../src/commands/log/show.js';
import { OperatorError } from '../../../src/errors.js';
import { started } from '../../audit/events.js';
import { firstSegment, makeProject, otherRun, run, temporaryDirectory, tool } from '../../audit/project.js';
import { readCsv } from '../../review/export/read-csv.js';
import { readHtml } from '../../review/export/read-html.js';
import { answer, evidence } from '../../run/facts.js';
import { inLog, type Said } from './ask-log.js';

function addRun(project: ProjectPaths, id: string): void {
  const clock = {
    now: () => new Date(id === run ? '2026-11-19T08:42:00Z' : '2026-11-20T08:42:00Z'),
    monotonicMs: () => 0,
  };
  const writer = openSegment({ project, run: id, tool, clock });
  writer.append('run.start', started({ checklist: { sha256: putText(project, '{}'), sources: [] } }));
  writer.append('evidence', evidence('tests', 'no-go'));
  writer.append('answer', answer('tests', 'go', { how: 'override', reason: 'It is | the <old> test' }));
  writer.append('run.end', { outcome: 'stopped', exit: 10, confirmed: false, counts: {} });
  writer.close();
  const { digest, facts } = readListed(project, id);
  appendIndex(project, digest, { facts });
}

function twoRuns(): ProjectPaths {
  const project = makeProject();
  addRun(project, run);
  addRun(project, otherRun);
  return project;
}

const askExport = (project: ProjectPaths, flags: ExportFlags, change: Partial<LogPlace> = {}): Promise<Said> =>
  inLog(project, (place) => exportLog(place, flags), { piped: true, ...change });

test.each<[flags: ExportFlags, message: RegExp, change?: Partial<LogPlace>]>([
  [{}, /export needs a format/],
  [{ csv: true, html: true }, /--html and --csv were both given/],
  [{ csv: true, json: true }, /--csv and --ndjson were both given/],
  [{ ndjson: true, answers: true }, /--answers goes with --csv, not with --ndjson/],
  [{ csv: true, force: true }, /--force goes with --out/],
  [{ html: true }, /HTML is nothing for a terminal/, { piped: false }],
  [{ csv: true, outcome: 'nothing' }, /--outcome is "nothing"/],
])('export %o is a mistake', async (flags, message, change) => {
  const asked = askExport(makeProject(), flags, change);
  await expect(asked).rejects.toThrow(OperatorError);
  await expect(asked).rejects.toThrow(message);
});

test('export: every format tells the runs that the filters of list leave, newest first', async () => {
  const project = twoRuns();
  const csv = await askExport(project, { csv: true });
  expect(csv).toMatchObject({ code: 0, err: '' });
  expect(readCsv(csv.out).map(([id]) => id)).toEqual(['run', otherRun, run]);
  expect(readCsv((await askExport(project, { csv: true, limit: '1' })).out)).toHaveLength(2);
  const ndjson = await askExport(project, { json: true, until: '2026-11-19' });
  expect(
    ndjson.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { schema: 1, run, overridden: [{ question: 'tests' }], items: [{ id: 'tests', worst: 'no-go' }], notes: [] },
  ]);
  const answers = readCsv((await askExport(project, { csv: true, answers: true })).out);
  expect(answers.map((row) => row[8])).toEqual(['reason', 'It is | the <old> test', 'It is | the <old> test']);
  const { out } = await askExport(project, { markdown: true, item: 'tests', override: true });
  expect(out).toContain('# Audit log: 2 runs\n\nRuns with \\--item tests --override, newest first.');
  expect(out).toContain('- Overridden: tests. Reason: It is \\| the \\<old\\> test');
});

test('export: a page of HTML has a permalink for every run, and its questions as they were shown', async () => {
  const { out, err } = await askExport(twoRuns(), { html: true });
  const { tags } = readHtml(out);
  const ids = tags
    .filter(({ name }) => name === 'article')
    .flatMap(({ attributes }) => attributes.map(([, value]) => value));
  expect(ids).toEqual([`run-${otherRun}`, `run-${run}`]);
  expect(out).toContain('Is tests fine?');
  expect(out).toContain('It is | the &#60;old&#62; test');
  expect(err).toBe('');
});

test('export: an empty log is no mistake in any format', async () => {
  const project = makeProject();
  for (const format of ['html', 'csv', 'ndjson', 'markdown'] as const) {
    expect(await askExport(project, { [format]: true })).toMatchObject({ code: 0, err: '' });
  }

  readHtml((await askExport(project, { html: true })).out);
});

test('export: a damaged run is marked in every format, and hides no other', async () => {
  const project = twoRuns();
  const file = firstSegment(project);
  writeFileSync(file, `${readFileSync(file, 'utf8').slice(0, -30)}\n`);
  const html = await askExport(project, { html: true });
  expect(html.out).toMatch(/DAMAGED, see &#96;shipit log verify&#96;[\s\S]*DAMAGED: /);
  expect(html.out.match(/<article/g)).toHaveLength(2);
  expect(html.err).toBe('1 run of them cannot be trusted: shipit log verify says why.\n');
  expect(
    (await askExport(project, { ndjson: true })).out
      .trimEnd()
      .split('\n')
      .map((line) => 'problem' in JSON.parse(line)),
  ).toEqual([false, true]);
  expect((await askExport(project, { markdown: true })).out).toContain('DAMAGED');
});

test('export: a record that was edited without changing its length is found in a page', async () => {
  const project = twoRuns();
  const file = firstSegment(project);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"Ada L."', '"Eve L."'));
  const { out, err } = await askExport(project, { html: true });
  expect(out).toContain('DAMAGED: ');
  expect(err).toBe('1 run of them cannot be trusted: shipit log verify says why.\n');
});

test('export --out writes a whole file for its owner alone, and never over another one', async () => {
  const project = twoRuns();
  const directory = temporaryDirectory();
  const out = join(directory, 'runs.csv');
  expect(await askExport(project, { csv: true, out })).toEqual({ code: 0, out: '', err: `2 runs written to ${out}\n` });
  expect(statSync(out).mode & 0o777).toBe(0o600);
  const written = readFileSync(out, 'utf8');
  await expect(askExport(project, { ndjson: true, out })).rejects.toThrow(
    `${out} is there already, and was left as it is`,
  );
  expect(readFileSync(out, 'utf8')).toBe(written);
  await askExport(project, { csv: true, limit: '1', out, force: true });
  expect(readCsv(readFileSync(out, 'utf8'))).toHaveLength(2);
  expect(readdirSync(directory)).toEqual(['runs.csv']);
});

test('export --out: what is no file is not written over, not even with --force; nothing is left behind', async () => {
  const project = twoRuns();
  const directory = temporaryDirectory();
  const [folder, link] = [join(directory, 'folder'), join(directory, 'link')];
  mkdirSync(folder);
  symlinkSync(join(directory, 'elsewhere'), link);
  for (const out of [folder, link]) {
    await expect(askExport(project, { csv: true, out, force: true })).rejects.toThrow(
      'is no file that could be written',
    );
  }

  await expect(askExport(project, { csv: true, out: join(directory, 'no', 'runs.csv') })).rejects.toThrow(
    /cannot be written: ENOENT/,
  );
  expect(readdirSync(directory).sort()).toEqual(['folder', 'link']);
  expect(existsSync(join(directory, 'elsewhere'))).toBe(false);
});

test('export --out: a log that cannot be read to its end leaves no file', async () => {
  const project = twoRuns();
  const directory = temporaryDirectory();
  const out = join(directory, 'runs.csv');
  writeFileSync(out, 'what was there');
  chmodSync(out, 0o644);
  await expect(askExport(project, { csv: true, commit: 'main', out, force: true })).rejects.toThrow(OperatorError);
  expect(readFileSync(out, 'utf8')).toBe('what was there');
  expect(readdirSync(directory)).toEqual(['runs.csv']);
});

test('show --markdown: a run to paste, with its questions, findings, reasons and the time after its start', async () => {
  const project = twoRuns();
  const { code, out } = await inLog(project, (place) => show(place, { run: 'last', json: false, markdown: true }));
  expect(code).toBe(0);
  expect(out).toContain(
    `# Run ${otherRun}: shop → production, stopped by the operator\n\n- Operator: Ada L. (ada@example.com), ada on ops-1\n`,
  );
  expect(out).toContain(
    '| Fri 20 Nov 2026 11:42:00 | 0 s | run | started by Ada L. |\n| 11:42:00 | 0 s | tests | NO-GO  tests says no-go |',
  );
  expect(out).toContain(
    '### tests: Is tests fine?\n\n**answered GO by Ada L. (override)** at 11:42:00\n\n- Reason: It is \\| the \\<old\\> test\n',
  );
  expect(out).toContain('- Finding: no-go tests:failed: failed\n- From: make test, exit 1\n');
  await expect(inLog(project, (place) => show(place, { run, json: true, markdown: true }))).rejects.toThrow(
    '--json and --markdown were both given',
  );
});
