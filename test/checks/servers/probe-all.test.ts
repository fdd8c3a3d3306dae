import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allSection, isCrash, readAll } from '../../../src/checks/servers/probe-all.js';
import type { SectionAnswer } from '../../../src/world/ssh/types.js';
import { temporaryDirectory } from '../../helpers/repository.js';

const frame = `have() { command -v "$1" >/dev/null 2>&1; }
lim() { if have timeout; then timeout "$@"; else shift; "$@"; fi; }
`;

/** A virtualenv with distributions of one module each. */
function virtualenv(modules: Readonly<Record<string, string>>): string {
  const root = join(temporaryDirectory(), 'a venv');
  const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable, "%d.%d" % sys.version_info[:2])'], {
    encoding: 'utf8',
  });
  const [program = '', version = ''] = python.trim().split(' ');
  const packages = join(root, 'lib', `python${version}`, 'site-packages');
  mkdirSync(join(root, 'bin'), { recursive: true });
  mkdirSync(packages, { recursive: true });
  writeFileSync(join(root, 'pyvenv.cfg'), `home = ${join(program, '..')}\ninclude-system-site-packages = false\n`);
  symlinkSync(program, join(root, 'bin', 'python3'));
  for (const [name, text] of Object.entries(modules)) {
    const info = join(packages, `${name}-1.dist-info`);
    mkdirSync(info);
    writeFileSync(join(info, 'METADATA'), `Metadata-Version: 2.1\nName: ${name}\nVersion: 1\n`);
    writeFileSync(join(info, 'top_level.txt'), `${name}\n`);
    writeFileSync(join(packages, `${name}.py`), text);
  }
  return root;
}

/** What the section says, in a shell of this machine. */
function ran(shell: readonly string[], all: 'python-stdlib' | 'python-dists', of: readonly string[], seconds = 20) {
  const { script, call } = allSection({ section: 'probe:all', all, of, runtimes: [], seconds });
  const words = call.map((word) => `'${word}'`).join(' ');
  const [program = 'sh', ...args] = shell;
  const { status, stdout } = spawnSync(program, [...args, '-s'], {
    input: `${frame}${script}\n${words}\n`,
    encoding: 'utf8',
    env: { ...process.env, T: temporaryDirectory(), LC_ALL: 'C' },
  });
  return readAll({ how: 'done', rc: status ?? -1, text: stdout, err: '' });
}

const crash = 'import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n';
const isHere = (program: string): boolean => spawnSync(program, ['-c', ':']).error === undefined;
const shells: readonly (readonly string[])[] = [['dash'], ['bash'], ['busybox', 'sh']];

describe.each(shells.filter(([program = '']) => isHere(program)))('in %s', (...shell) => {
  test('every failure is named by itself, and a crash takes nothing else with it', () => {
    const venv = virtualenv({
      alpha: 'loaded = 1\n',
      boom: crash,
      broken: 'import no_such_module\n',
      quits: 'import os\nos._exit(0)\n',
      // psycopg #603: it depends on what was loaded before.
      zeta: `import sys\nif "alpha" in sys.modules:\n ${crash.replace('\n', '\n ')}`,
    });
    const result = ran(shell, 'python-dists', [venv]);
    expect(result.state).toBe('failed');
    expect(result.failing).toEqual(['alpha then zeta dies', 'boom dies', 'broken', 'quits']);
    expect(result.text).toContain('alpha then zeta (died with SIGSEGV; the other order works)');
    expect(result.failing?.filter(isCrash)).toEqual(['alpha then zeta dies', 'boom dies']);
  });

  test('without an interpreter nothing is known', () => {
    expect(ran(shell, 'python-dists', ['/no/such/python'])).toMatchObject({
      state: 'unknown',
      text: 'no python can be run at /no/such/python',
    });
  });
});

test('what loads is well', () => {
  expect(ran(['sh'], 'python-dists', [virtualenv({ alpha: '', beta: 'print("hello")\n' })])).toMatchObject({
    state: 'ok',
    text: 'all 3 modules can be loaded',
  });
});

test('the whole language is loaded, and nothing opens a browser', () => {
  const result = ran(['sh'], 'python-stdlib', ['python3']);
  expect(result.state).not.toBe('unknown');
  expect(result.failing).not.toContain('antigravity');
  expect(result.failing).not.toContain('json');
});

test('what hangs is stopped, and what is not finished is unknown', () => {
  const result = ran(['sh'], 'python-dists', [virtualenv({ hangs: 'import time\ntime.sleep(60)\n' })], 1);
  expect(result.state).toBe('unknown');
  expect(result.text).toContain('not finished after 1 s');
});

const done = (text: string, rc = 0): SectionAnswer => ({ how: 'done', rc, text, err: '' });

test.each<[string, SectionAnswer | undefined, string]>([
  ['cut', { how: 'missing' }, 'the connection ended before the answer was complete'],
  ['not asked', undefined, 'the connection ended before the answer was complete'],
  ['silent', done(''), 'the answer is not what was asked for'],
  ['without its end', done('python\tp\t3.11.2\t200\n'), 'the answer is not what was asked for'],
  ['broken', done('python\tp\t3.11.2\t200\nbroken\tp\t137\n'), 'the python that imports them ended with 137'],
  ['of a failed function', done('python\tp\t3.11.2\t200\ndone\tp\n', 2), 'the python that imports them ended with 2'],
])('an answer that is %s is unknown', (_name, answer, text) => {
  expect(readAll(answer)).toMatchObject({ state: 'unknown', text });
});

test('of several interpreters each failure names its own', () => {
  const text = 'python\ta\t3.11.2\t9\nfail\ta\ttk\tno\ndone\ta\npython\tb\t3.6.8\t9\nfail\tb\ttk\tno\ndone\tb\n';
  expect(readAll(done(text)).failing).toEqual(['a tk', 'b tk']);
});

test('its script names no word that only one shell knows', () => {
  const script = readFileSync(new URL('../../../src/checks/servers/python-all.sh', import.meta.url), 'utf8');
  expect(script).not.toMatch(/\[\[|\blocal\b|<<</);
});
