import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { quickList } from '../../src/cli/quick-list.js';
import { hasHarmful, refuseHarmful } from '../../src/cli/refuse-harmful.js';
import { createProgram, main } from '../../src/cli.js';
import { temporaryDirectory } from '../helpers/repository.js';

test.each([
  ['an escape sequence', 'a\u001b[31mb', 'the control character U+001B as character 2'],
  ['the end of a title', 'a\u0007', 'the control character U+0007 as character 2'],
  ['a backspace', '\b', 'the control character U+0008 as character 1'],
  ['a carriage return', 'one\rtwo', 'the control character U+000D as character 4'],
  ['a control character of 8 bits', '😀\u009b', 'the control character U+009B as character 2'],
  ['text turned around', 'x\u202etxt.exe', 'the invisible character U+202E as character 2'],
  ['half a character', 'x\ud83d', 'the invisible character U+D83D as character 2'],
  ['what was no UTF-8', 'caf\ufffd', 'is not UTF-8: there is something else as character 4'],
  ['a megabyte', 'x'.repeat(1e6), 'has 1000000 characters'],
])('B64 an argument that is %s is refused, and named without being shown', (_what, argument, words) => {
  expect(() => refuseHarmful(['check', '--target', argument])).toThrow(words);
  expect(() => refuseHarmful(['check', '--target', argument])).toThrow(/^argument 3 \(after --target\) [\x20-\x7e]*$/);
  expect(() => refuseHarmful([argument])).toThrow(/^argument 1 (?!\()/);
});

test.each(['', 'Straße 日本 👩‍🚀 עברית', 'one\ntwo\r\nthree\tfour', "'; rm -rf / #", '--', '*'])(
  'an argument like %j is for its command to judge',
  (argument) => {
    expect(hasHarmful([argument])).toBe(false);
  },
);

const harmful = ['\u001b]0;title\u0007\u001b[31mred', '\u202eback', 'byte \ufffd', 'x'.repeat(1e6)];

test('B64 whatever takes a value refuses control characters, what is no UTF-8 and a megabyte, and does nothing', async () => {
  const home = temporaryDirectory();
  const env = { SHIPIT_STATE_DIR: join(home, 'state'), SHIPIT_CONFIG_DIR: join(home, 'config') };
  const lines = linesOf(createProgram(() => async () => undefined));
  expect(lines.length).toBeGreaterThan(80);
  expect(lines.map((line) => line('X').join(' '))).toContain('patch add --restart X');
  for (const argv of lines.flatMap((line) => harmful.map(line))) {
    const said: string[] = [];
    const stream = new Writable({ write: (chunk, _encoding, done) => done(void said.push(String(chunk))) });
    const streams = { stdin: process.stdin, stdout: stream, stderr: stream } as unknown as NodeJS.Process;
    const quick = argv[0] === 'log' && argv[1] === 'list' ? await quickList(argv, env) : undefined;
    expect(quick).toBeUndefined();
    expect(await main(argv, env, streams)).toBe(2);
    expect(said.join('')).toMatch(/^shipit: argument \d( \(after --?\w+\))? .{1,100}\n {2}→ .{1,100}\n$/);
    expect(said.join('')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\ufffd]/);
  }

  expect(existsSync(env.SHIPIT_STATE_DIR) || existsSync(env.SHIPIT_CONFIG_DIR)).toBe(false);
});

test('B64 the program refuses bytes that are no UTF-8', () => {
  const program = fileURLToPath(new URL('../../bin/shipit.cjs', import.meta.url));
  const script = `exec "$0" "$1" log list --text "$(printf 'caf\\351')"`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script, process.execPath, program], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'shipit: argument 4 (after --text) is not UTF-8: there is something else as character 4\n  → write it as UTF-8; a file whose name is no UTF-8 has to be renamed first\n',
  });
});

/** A command line for each argument and each option with a value, of every command. */
function linesOf(command: Command, names: readonly string[] = []): readonly ((value: string) => readonly string[])[] {
  const options = command.options
    .filter((option) => option.required || option.optional)
    .map(({ long, short }) => (value: string) => [...names, long ?? short ?? '', value]);
  const below = command.commands.flatMap((one) => linesOf(one, [...names, one.name()]));
  const values = command.registeredArguments.map((_, at) => (value: string) => [
    ...names,
    ...Array.from({ length: at }, () => 'x'),
    value,
  ]);
  return [...options, ...values, ...below];
}
