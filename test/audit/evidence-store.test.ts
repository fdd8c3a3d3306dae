import { lstatSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AuditError } from '../../src/audit/error.js';
import { evidencePath, getText, putText } from '../../src/audit/evidence-store.js';
import { outputFile, recordedOutput } from '../../src/audit/outputs.js';
import { sha256 } from '../../src/audit/record.js';
import { makeProject, run } from './project.js';

test('a text is found again under its own digest, and kept once', () => {
  const project = makeProject();
  const text = 'all 410 tests passed ✔\n'.repeat(10_000);
  const digest = putText(project, text);
  expect(putText(project, text)).toBe(digest);
  expect(digest).toBe(sha256(text));
  expect(getText(project, digest)).toBe(text);
  expect(readdirSync(project.evidence)).toEqual([`${digest}.txt`]);
  expect(lstatSync(evidencePath(project, digest)).mode & 0o777).toBe(0o600);
});

test('a text that was changed or removed is not given out', () => {
  const project = makeProject();
  const digest = putText(project, '2 failed');
  writeFileSync(evidencePath(project, digest), '0 failed');
  expect(getText(project, digest)).toBeUndefined();
  rmSync(evidencePath(project, digest));
  expect(getText(project, digest)).toBeUndefined();
});

test('what lies under the name of a text and is another is not replaced', () => {
  const project = makeProject();
  const path = evidencePath(project, sha256('2 failed'));
  writeFileSync(path, '0 failed');
  expect(() => putText(project, '2 failed')).toThrow(AuditError);
  expect(readFileSync(path, 'utf8')).toBe('0 failed');
});

test('a link is not followed, neither to write nor to read', () => {
  const project = makeProject();
  symlinkSync('/etc/hostname', evidencePath(project, sha256('text')));
  expect(() => putText(project, 'text')).toThrow(/was changed after it was kept/);
  expect(getText(project, sha256('text'))).toBeUndefined();
});

test.each(['', 'x', '../../etc/passwd', 'A'.repeat(64)])('%j is no digest, and no path', (digest) => {
  expect(getText(makeProject(), digest)).toBeUndefined();
});

test('the outputs of a run lie beside it', () => {
  const project = makeProject();
  expect(outputFile(project, run, 'deploy')).toBe(`${project.runs}/2026/11/${run}.out`);
  expect(outputFile(project, run, 'undo')).toBe(`${project.runs}/2026/11/${run}.undo.out`);
  expect(() => outputFile(project, run, '../x')).toThrow(RangeError);
  expect(() => outputFile(project, '../x', 'deploy')).toThrow(RangeError);
});

test('an output is found by its recorded name, also where the log was moved to; never outside', () => {
  const project = makeProject();
  expect(recordedOutput(project, run, `/old/place/v1/x/runs/2026/11/${run}.undo.out`)).toBe(
    outputFile(project, run, 'undo'),
  );
  expect(recordedOutput(project, run, '/etc/passwd')).toBeUndefined();
  expect(recordedOutput(project, run, `${run}.001.jsonl`)).toBeUndefined();
  expect(recordedOutput(project, run, '../../20261119T084200Z-0000000000.out')).toBeUndefined();
});
