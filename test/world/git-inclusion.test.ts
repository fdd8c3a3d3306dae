import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../../src/world/commands.js';
import { openRepository } from '../../src/world/git.js';
import { judgePatches } from '../../src/world/git-inclusion.js';
import type { Inclusion, PatchQuestion } from '../../src/world/git-inclusion-types.js';
import { repository, type TestRepository, temporaryDirectory } from '../helpers/repository.js';

const lines = (count: number, changes: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: count }, (_, at) => `${changes[at] ?? `line ${at}`}\n`).join('');

const plain = lines(40);
const patched = lines(40, { 20: 'the job is off' });

/** A project that runs `plain`; the patch turns line 20 off. */
function project(files: Readonly<Record<string, string>> = {}): TestRepository & { live: string; patch: Uint8Array } {
  const made = repository({ 'app.py': plain, 'other.py': 'x\n', ...files });
  const live = made.git('rev-parse', 'HEAD');
  return { ...made, live, patch: diffOf(made, { 'app.py': patched }) };
}

/** The raw diff of a change that is taken back at once. */
function diffOf(made: TestRepository, files: Readonly<Record<string, string>>, ...options: string[]): Uint8Array {
  made.write(files);
  made.git('add', '--all');
  const diff = execFileSync('git', ['diff', '--cached', ...options, 'HEAD'], { cwd: made.root });
  made.git('reset', '--quiet', '--hard');
  return diff;
}

async function judge(made: TestRepository & { live?: string }, ...patches: Partial<PatchQuestion>[]) {
  const git = await openRepository(made.root, runCommand);
  return judgePatches(git, {
    release: made.git('rev-parse', 'HEAD'),
    ...(made.live === undefined ? {} : { previous: made.live }),
    patches: patches.map((patch) => ({ files: [], ...patch })),
    signal: new AbortController().signal,
  });
}

const words = (inclusion: Inclusion | undefined): string => {
  switch (inclusion?.in) {
    case 'release':
      return `included: ${inclusion.by}${inclusion.changedSince ? ', changed since' : ''}`;
    case 'can-be-put-back':
      return `put back: ${inclusion.how}${inclusion.wasIn ? ', was in' : ''}`;
    case 'conflict':
      return `conflict in ${inclusion.files.join(' ')}: ${inclusion.why}`;
    default:
      return inclusion === undefined ? 'nothing' : `unknown: ${inclusion.why}`;
  }
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

type Made = ReturnType<typeof project>;

describe('a patch', () => {
  test.each<[string, (made: Made) => Partial<PatchQuestion> | undefined, string]>([
    [
      'M2 merged by squash, with other things',
      (made) => void made.commit('All of it', { 'app.py': patched, 'other.py': 'y\n', 'new.py': 'z\n' }),
      'included: same-change',
    ],
    [
      'M2 merged by squash, in two goes that make it up together',
      (made) => {
        made.commit('One', { 'app.py': lines(40, { 20: 'the job is half off' }) });
        made.commit('Two', { 'app.py': patched });
        return undefined;
      },
      'included: content',
    ],
    [
      'M3 cherry-picked with another message',
      (made) => void made.commit('Something else entirely', { 'app.py': patched }),
      'included: same-change',
    ],
    [
      'M3 cherry-picked, and the file changed far away since',
      (made) => {
        made.commit('Pick', { 'app.py': patched });
        made.commit('More', { 'app.py': lines(40, { 2: 'else', 20: 'the job is off' }) });
        return undefined;
      },
      'included: same-change',
    ],
    [
      'M3 cherry-picked, and its very line changed since',
      (made) => {
        made.commit('Pick', { 'app.py': patched });
        made.commit('More', { 'app.py': lines(40, { 20: 'the job is off for good', 21: 'b' }) });
        return undefined;
      },
      'included: same-change, changed since',
    ],
    ['that is not there', (made) => void made.commit('Else', { 'other.py': 'y\n' }), 'put back: as-is'],
    [
      'whose place moved down the file',
      (made) => void made.commit('Else', { 'app.py': `a\nb\nc\n${plain}` }),
      'put back: as-is',
    ],
    [
      'M4 whose context moved',
      (made) => void made.commit('Else', { 'app.py': lines(40, { 17: 'another one' }) }),
      'put back: three-way',
    ],
    [
      'M5 whose file was rewritten',
      (made) => void made.commit('Else', { 'app.py': lines(40, { 19: 'a', 20: 'b', 21: 'c' }) }),
      'conflict in app.py: the release changed the same lines',
    ],
    [
      'M5 whose file is gone',
      (made) => {
        made.git('rm', '--quiet', 'app.py');
        made.commit('Gone');
        return undefined;
      },
      'conflict in app.py: the release has no such file',
    ],
    [
      'that came in and was reverted again',
      (made) => {
        made.commit('Pick', { 'app.py': patched });
        made.git('-c', 'user.name=A', '-c', 'user.email=a@x.test', 'revert', '--no-edit', 'HEAD');
        return undefined;
      },
      'put back: as-is, was in',
    ],
    [
      'that was reverted and brought once more',
      (made) => {
        made.commit('Pick', { 'app.py': patched });
        made.commit('Revert', { 'app.py': plain });
        made.commit('Again', { 'app.py': patched });
        return undefined;
      },
      'included: same-change',
    ],
    [
      'that was reverted, and the place was rewritten afterwards',
      (made) => {
        made.commit('Pick', { 'app.py': patched });
        made.commit('Revert', { 'app.py': plain });
        made.commit('Rewrite', { 'app.py': lines(40, { 19: 'a', 20: 'b', 21: 'c' }) });
        return undefined;
      },
      'conflict in app.py: the release changed the same lines',
    ],
    [
      'whose commit is in the release',
      (made) => ({ commit: made.commit('The fix', { 'app.py': patched }) }),
      'included: commit',
    ],
    [
      'whose commit alone is known, and is on another branch',
      (made) => {
        made.git('checkout', '--quiet', '-b', 'fix');
        const commit = made.commit('The fix', { 'app.py': patched });
        made.git('checkout', '--quiet', 'main');
        made.commit('Else', { 'other.py': 'y\n' });
        return { commit: commit.slice(0, 8), text: undefined as never };
      },
      'put back: as-is',
    ],
    [
      'whose commit was merged and reverted by hand',
      (made) => {
        const commit = made.commit('The fix', { 'app.py': patched });
        made.commit('Back, and more', { 'app.py': lines(40, { 2: 'else' }) });
        return { commit };
      },
      'put back: as-is, was in',
    ],
    [
      'in a file that was renamed',
      (made) => {
        made.git('mv', 'app.py', 'shop.py');
        made.commit('Rename');
        return undefined;
      },
      'conflict in app.py: the release has no such file',
    ],
    [
      'that adds a file which is there',
      (made) => {
        const text = diffOf(made, { 'hot.py': 'print(1)\n' });
        made.commit('Add', { 'hot.py': 'print(1)\n' });
        return { text };
      },
      'included: same-change',
    ],
    [
      'that adds a file which is there with other content',
      (made) => {
        const text = diffOf(made, { 'hot.py': 'print(1)\n' });
        made.commit('Add', { 'hot.py': 'print(2)\n' });
        return { text };
      },
      'conflict in hot.py: it does not fit there any more',
    ],
    [
      'of Windows line ends',
      (made) => {
        made.commit('CRLF', { 'win.txt': 'a\r\nb\r\nc\r\n' });
        const text = diffOf(made, { 'win.txt': 'a\r\nB\r\nc\r\n' });
        made.commit('Else', { 'other.py': 'y\n' });
        return { text };
      },
      'put back: as-is',
    ],
    [
      'of a file whose line ends were changed since',
      (made) => {
        made.commit('CRLF', { 'win.txt': 'a\r\nb\r\nc\r\n' });
        const text = diffOf(made, { 'win.txt': 'a\r\nB\r\nc\r\n' });
        made.commit('LF', { 'win.txt': 'a\nb\nc\n' });
        return { text };
      },
      'conflict in win.txt: the release changed the same lines',
    ],
    ['of a mode that is not there', (made) => ({ text: diffOf(made, { 'other.py': '#!x\n' }) }), 'put back: as-is'],
    [
      'of a mode that is there',
      (made) => {
        made.commit('Script', { 'run.sh': 'true\n' });
        execFileSync('chmod', ['+x', 'run.sh'], { cwd: made.root });
        const text = execFileSync('git', ['diff'], { cwd: made.root });
        made.commit('Executable, and a word', {});
        return { text };
      },
      'included: same-change',
    ],
    [
      'whose lines are there several times',
      (made) => {
        made.commit('Twice', { 'two.txt': 'a\nb\nc\n'.repeat(8) });
        const text = diffOf(made, { 'two.txt': 'a\nb\nc\n'.repeat(9) });
        made.commit('Else', { 'other.py': 'y\n' });
        return { text };
      },
      'conflict in two.txt: it looks as if it was there, and as if it was not: its lines are there several times',
    ],
    [
      'of something that is not text',
      (made) => ({ text: diffOf(made, { 'logo.png': 'a\0b\n' }, '--binary') }),
      'conflict in logo.png: it changes a file that is not text',
    ],
    [
      'that only says that binary files differ',
      (made) => ({ text: diffOf(made, { 'logo.png': 'a\0b\n' }) }),
      'conflict in logo.png: it changes a file that is not text',
    ],
    [
      'of a file that tells only far behind its beginning that it is no text',
      (made) => {
        made.commit('Long', { 'long.dat': `${plain.repeat(40)}end\0\n` });
        const text = diffOf(made, { 'long.dat': `${plain.repeat(40)}end\0, really\n` });
        made.commit('Else', { 'other.py': 'y\n' });
        return { text };
      },
      'conflict in long.dat: it changes a file that is not text',
    ],
    ...['we\\ird.txt', 'a\nb.txt', 'bell\u0007.txt', ' blank.txt', 'blank.txt ', 'caf\uFFFD.txt'].map(
      (name): [string, (made: Made) => Partial<PatchQuestion>, string] => [
        `that adds ${JSON.stringify(name)}, a name that no host can be told on one line`,
        (made) => ({ text: diffOf(made, { [name]: 'x\n' }) }),
        `conflict in ${name}: it changes ${name}, a file name that cannot be handled on a host`,
      ],
    ),
    [
      'that reaches out of the project',
      () => ({ text: Buffer.from('--- a/../x\n+++ b/../x\n@@ -0,0 +1 @@\n+a\n') }),
      'unknown: it changes ../x, which is not a file of the project',
    ],
    [
      'that reaches into git itself',
      () => ({ text: Buffer.from('--- a/.git/config\n+++ b/.git/config\n@@ -1 +1 @@\n-a\n+b\n') }),
      'unknown: it changes .git/config, which is not a file of the project',
    ],
    [
      'that is no diff',
      () => ({ text: Buffer.from('turn the job off, please\n') }),
      'unknown: it is not a diff that git can read: No valid patches in input (allow with "--allow-empty")',
    ],
    ['of more than 1 MiB', () => ({ text: Buffer.alloc(1024 * 1024 + 1) }), 'unknown: the patch is larger than 1 MiB'],
    [
      'of a commit nobody has',
      () => ({ commit: 'abcdef1234', text: undefined as never }),
      'unknown: its commit abcdef1234 is not in this clone, and there is no diff of it',
    ],
    [
      'of which there are only names, untouched',
      (made) => {
        made.commit('Else', { 'other.py': 'y\n' });
        return { files: ['app.py'], text: undefined as never };
      },
      'conflict in app.py: nobody kept its text: it would be overwritten with the old content',
    ],
    [
      'of which there are only names, touched',
      (made) => {
        made.commit('Else', { 'app.py': 'new\n' });
        return { files: ['app.py', 'other.py'], text: undefined as never };
      },
      'conflict in app.py: nobody kept its text, and this release changes the same file too',
    ],
  ])('%s', async (_name, make, verdict) => {
    const made = project();
    const question = make(made);
    const asked = { text: made.patch, ...question };
    const [inclusion] = await judge(made, asked.text === undefined ? without(asked) : asked);
    expect(words(inclusion)).toBe(verdict);
  });
});

const without = ({ text: _text, ...rest }: Partial<PatchQuestion>): Partial<PatchQuestion> => rest;

test('what putting it back changes is told to the byte, whatever the bytes are', async () => {
  const made = project();
  writeFileSync(path.join(made.root, 'latin.txt'), Buffer.from([0xe9, 0x0a]));
  made.commit('Latin');
  writeFileSync(path.join(made.root, 'latin.txt'), Buffer.from([0xe8, 0x0a]));
  const text = execFileSync('git', ['diff'], { cwd: made.root });
  made.git('checkout', '--quiet', '.');
  const [inclusion] = await judge(made, { text });
  expect(inclusion).toMatchObject({
    in: 'can-be-put-back',
    files: [
      {
        path: 'latin.txt',
        before: createHash('sha256')
          .update(Buffer.from([0xe9, 0x0a]))
          .digest('hex'),
        after: createHash('sha256')
          .update(Buffer.from([0xe8, 0x0a]))
          .digest('hex'),
        mode: '100644',
      },
    ],
  });
});

test('the diff to put back is one that patch takes without fuzz, even where only a three-way merge could place it', async () => {
  const made = project();
  const moved = lines(40, { 17: 'another one' });
  made.commit('Else', { 'app.py': moved });
  const [inclusion] = await judge(made, { text: made.patch });
  const back = inclusion?.in === 'can-be-put-back' ? inclusion : undefined;
  const host = temporaryDirectory();
  writeFileSync(path.join(host, 'app.py'), moved);
  execFileSync('patch', ['-p1', '-F0', '-N', '-f'], { cwd: host, input: back?.diff ?? '' });
  const text = readFileSync(path.join(host, 'app.py'), 'utf8');
  expect(text).toBe(lines(40, { 17: 'another one', 20: 'the job is off' }));
  expect(back?.files).toEqual([{ path: 'app.py', before: sha256(moved), after: sha256(text), mode: '100644' }]);
});

test('a patch that was made on top of another is put back on top of it', async () => {
  const made = project();
  const both = lines(40, { 20: 'the job is off', 21: 'and its mail' });
  made.commit('First', { 'app.py': patched });
  const second = diffOf(made, { 'app.py': both });
  made.git('reset', '--quiet', '--hard', made.live);
  const judged = await judge(made, { text: made.patch }, { text: second });
  expect(judged.map(words)).toEqual(['put back: as-is', 'put back: as-is']);
  expect(judged[1]).toMatchObject({ files: [{ before: sha256(patched), after: sha256(both) }] });
});

test('a patch that is registered twice is not taken for one that is in the release', async () => {
  const made = project();
  const judged = await judge(made, { text: made.patch }, { text: made.patch });
  expect(judged.map(words)).toEqual([
    'put back: as-is',
    'conflict in app.py: a patch before it in the register does the same',
  ]);
});

test('the repository is as it was: no object, no index, no file more', async () => {
  const made = project();
  made.commit('Else', { 'app.py': lines(40, { 17: 'another one' }) });
  const state = () => [made.git('count-objects', '-v'), made.git('status', '--porcelain'), made.git('ls-files', '-s')];
  const before = state();
  expect((await judge(made, { text: made.patch })).map(words)).toEqual(['put back: three-way']);
  expect(state()).toEqual(before);
});

test('whatever the operator configured, a patch applies exactly or not at all', async () => {
  const made = project();
  made.git('config', 'apply.ignoreWhitespace', 'change');
  made.git('config', 'diff.noprefix', 'true');
  made.git('config', 'diff.external', 'false');
  made.git('config', 'color.ui', 'always');
  made.commit('Tabs', { 'app.py': plain.replaceAll(' ', '\t') });
  expect((await judge(made, { text: made.patch })).map(words)).toEqual([
    'conflict in app.py: the release changed the same lines',
  ]);
});

test('without knowing what runs now the content still tells', async () => {
  const { live: _live, patch, ...made } = project();
  made.commit('Squash', { 'app.py': patched });
  expect((await judge(made, { text: patch })).map(words)).toEqual(['included: content']);
});

test('an unknown release is unknown for every patch', async () => {
  const made = project();
  const git = await openRepository(made.root, runCommand);
  const judged = await judgePatches(git, {
    release: '0'.repeat(40),
    patches: [{ text: made.patch, files: [] }],
    signal: new AbortController().signal,
  });
  expect(judged.map(words)).toEqual([expect.stringMatching(/^unknown: .*0000/)]);
});
