import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { uploadFor } from '../../../src/world/ssh/upload.js';
import { temporaryDirectory } from '../../helpers/repository.js';

const script = 'try_touch() { touch "$1"; }\n';
const upload = uploadFor([{ name: 'touch', script, call: ['try_touch', 'canary'] }], '@@nonce', 10);

const run = (input: string, cwd: string): string =>
  execFileSync('/bin/sh', ['-c', 'sh -s 2>&1; true'], { cwd, input, encoding: 'utf8' });

test('the whole upload runs its sections', () => {
  const cwd = temporaryDirectory();

  expect(run(upload, cwd)).toMatch(/HELLO 1\n+@@nonce BEGIN 1\n+@@nonce END 1 0\n+@@nonce DONE 1\n+@@nonce BYE\n/);
  expect(readdirSync(cwd)).toEqual(['canary']);
});

test('an upload that is cut anywhere runs nothing', () => {
  const cwd = temporaryDirectory();
  const lastLine = upload.lastIndexOf('\nshipit_main ') + 1;
  const early = Array.from({ length: 30 }, (_, index) => Math.floor((index * lastLine) / 30));
  const late = Array.from({ length: upload.trimEnd().length - lastLine }, (_, index) => lastLine + index);
  for (const cut of [...early, ...late]) {
    expect(run(upload.slice(0, cut), cwd)).not.toContain('HELLO');
  }

  expect(readdirSync(cwd)).toEqual([]);
});

test('a script is sent once, however many sections it has', () => {
  const twice = uploadFor(
    [
      { name: 'a', script, call: ['try_touch', 'a'] },
      { name: 'b', script, call: ['try_touch', 'b'] },
    ],
    '@@nonce',
    10,
  );

  expect(twice.split(script)).toHaveLength(2);
});

test('a name that is no variable is refused', () => {
  const env = { 'A; touch canary': 'x' };

  expect(() => uploadFor([{ name: 'a', script, call: ['try_touch'], env }], '@@nonce', 10)).toThrow('no name');
});

test.skipIf(!existsSync('/bin/busybox'))('a section ends with its own status in BusyBox, too', () => {
  const said = execFileSync('/bin/busybox', ['sh', '-s'], {
    input: uploadFor([{ name: 'a', script: "try_die() { sh -c 'kill -SEGV $$'; }", call: ['try_die'] }], '@@n', 10),
    encoding: 'utf8',
  });

  expect(said).toContain('@@n END 1 139\n');
});
