import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ToPutBack } from '../../src/checks/patches/reapply-plan.js';
import { reapplyStep } from '../../src/engine/reapply-step.js';
import { runSteps, type StepsOutcome } from '../../src/engine/run-steps.js';
import { stepBeside } from '../../src/engine/step-beside.js';
import type { RunEvent, StepEnded } from '../../src/run/events.js';
import { repository, temporaryDirectory } from '../helpers/repository.js';
import { type HostSetup, hosts, testSsh } from '../helpers/sshd.js';

const lines = (change: Readonly<Record<number, string>>): string =>
  Array.from({ length: 20 }, (_, index) => change[index + 1] ?? `line ${index + 1}`)
    .join('\n')
    .concat('\n');

const released = { 'app/jobs.py': lines({}), 'app/other.py': 'other\n' };
const patched = { 'app/jobs.py': lines({ 10: 'event job is off' }), 'app/new.py': 'new\n' };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** MP-12 against the release, as git writes it. */
function patch(to: Readonly<Record<string, string>> = patched, change: Partial<ToPutBack> = {}): ToPutBack {
  const { root, git } = repository(released);
  for (const [path, text] of Object.entries(to)) {
    writeFileSync(join(root, path), text);
  }

  git('add', '-A');
  const files = Object.entries(to).map(([path, text]) => ({
    path,
    before: path in released ? sha256(released[path as keyof typeof released]) : null,
    after: sha256(text),
  }));
  const diff = Buffer.from(`${git('diff', '--cached')}\n`);
  return {
    how: 'as-is',
    files,
    diff,
    id: 'MP-12',
    title: 'stop the event job',
    hosts: ['web1'],
    restart: [],
    ...change,
  };
}

const inHome = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`shop/${path}`, text]));

/** What became of one step on the record, and of the tree. */
async function putBack(given: ToPutBack, files: Readonly<Record<string, string>> = released, setup: HostSetup = {}) {
  const net = await hosts({ web1: { ...setup, files: { ...inHome(files), ...setup.files } } });
  const { home } = net.at('web1');
  const out = join(temporaryDirectory(), 'out');
  const run = async (): Promise<StepEnded> => {
    const events: RunEvent[] = [];
    const outFd = openSync(out, 'a');
    await runSteps([reapplyStep(given, 'web1', { tree: join(home, 'shop'), all: [given] })], {
      cwd: home,
      env: { ...process.env, ...net.env } as Record<string, string>,
      outFd,
      record: (event) => events.push(event),
      redact: (text) => text,
      monotonicMs: () => performance.now(),
    }).done;
    closeSync(outFd);
    const [end] = events.filter((event) => event.type === 'step.end');
    if (end === undefined) {
      throw new Error('no end on record');
    }

    return end;
  };
  const at = (path: string): string => join(home, 'shop', path);
  return {
    net,
    run,
    at,
    read: (path: string) => readFileSync(at(path), 'utf8'),
    output: () => readFileSync(out, 'utf8'),
    /** Nothing is left beside the files. */
    names: () => readdirSync(at('app')).sort(),
  };
}

testSsh('M8 put back once, the second time it says `already there`', async () => {
  const { run, read, output, names } = await putBack(patch());
  expect(await run()).toMatchObject({ step: 'put MP-12 back on web1', host: 'web1', rc: 0, said: 'put back' });
  expect(read('app/jobs.py')).toBe(patched['app/jobs.py']);
  expect(read('app/new.py')).toBe('new\n');
  expect(names()).toEqual(['jobs.py', 'new.py', 'other.py']);
  expect(await run()).toMatchObject({ rc: 0, said: 'already there' });
  expect(read('app/jobs.py')).toBe(patched['app/jobs.py']);
  expect(output()).toBe('MP-12: put back\nMP-12: already there\n');
});

testSsh('a file that was changed in between: the patch fits, but the result is not what was computed', async () => {
  const changed = { ...released, 'app/jobs.py': lines({ 20: 'somebody was here' }) };
  const { run, read, names } = await putBack(patch(), changed);
  const end = await run();
  expect(end).toMatchObject({ rc: 85, error: expect.stringContaining('its files are as they were') });
  expect(read('app/jobs.py')).toBe(changed['app/jobs.py']);
  expect(names()).toEqual(['jobs.py', 'other.py']);
});

testSsh('a patch that does not apply any more: nothing is touched, and the output says which hunk', async () => {
  const changed = { ...released, 'app/jobs.py': lines({ 10: 'rewritten' }) };
  const { run, read, output, names } = await putBack(patch(), changed);
  expect(await run()).toMatchObject({
    rc: 84,
    error: 'MP-12 does not fit what is on web1 now: its files are as they were',
  });
  expect(read('app/jobs.py')).toBe(changed['app/jobs.py']);
  expect(names()).toEqual(['jobs.py', 'other.py']);
  expect(output()).toContain('1 out of 1 hunk');
});

testSsh('there, beside other changes: it stays, and that is told', async () => {
  const also = { ...released, ...patched, 'app/jobs.py': lines({ 1: 'mine', 10: 'event job is off' }) };
  const { run, read, output } = await putBack(patch(), also);
  expect(await run()).toMatchObject({ rc: 0, said: 'already there' });
  expect(read('app/jobs.py')).toBe(also['app/jobs.py']);
  expect(output()).toContain('app/jobs.py has other changes, too');
});

testSsh('a host that is down is one failed step with one sentence', async () => {
  const { net, run } = await putBack(patch());
  await net.at('web1').stop();
  expect(await run()).toMatchObject({
    rc: 255,
    error: 'ssh did not reach web1, or lost it: whether MP-12 is there is not known',
  });
});

testSsh('a login that answers something else and ends well is not taken for done', async () => {
  const { run, read } = await putBack(patch(), released, { shell: '/bin/true' });
  const end = await run();
  expect(end.rc).toBeUndefined();
  expect(end.error).toContain('it ended in a way nobody knows (exit 0)');
  expect(read('app/jobs.py')).toBe(released['app/jobs.py']);
});

testSsh('a link in place of the file, or of its directory: never followed', async () => {
  const { run, at, net } = await putBack(patch());
  const elsewhere = join(net.at('web1').home, 'elsewhere.py');
  writeFileSync(elsewhere, released['app/jobs.py']);
  rmSync(at('app/jobs.py'));
  symlinkSync(elsewhere, at('app/jobs.py'));
  expect(await run()).toMatchObject({ rc: 83 });
  expect(readFileSync(elsewhere, 'utf8')).toBe(released['app/jobs.py']);
});

testSsh('no such directory', async () => {
  const { run, at } = await putBack(patch());
  rmSync(at('.'), { recursive: true });
  expect(await run()).toMatchObject({ rc: 81, error: 'web1 has no such directory: MP-12 is not put back' });
});

testSsh('rights stay as they were; a new file can be read', async () => {
  const { run, at } = await putBack(patch());
  chmodSync(at('app/jobs.py'), 0o640);
  await run();
  expect(statSync(at('app/jobs.py')).mode & 0o777).toBe(0o640);
  expect(statSync(at('app/new.py')).mode & 0o777).toBe(0o644);
});

/** Only root can give a file to somebody else. */
const testAsRoot = process.getuid?.() === 0 ? testSsh : test.skip;

const ofAnother = (path: string, mode: number): void => {
  chownSync(path, 12_345, 12_346);
  chmodSync(path, mode);
};
const ownerAndMode = (path: string): readonly number[] => {
  const { uid, gid, mode } = statSync(path);
  return [uid, gid, mode & 0o777];
};

testAsRoot('owner and group of a file stay, though the account could not give them to a new one', async () => {
  const { run, at, read, names } = await putBack(patch(), released, { as: 'plain' });
  ofAnother(at('app/jobs.py'), 0o646);
  expect(await run()).toMatchObject({ said: 'put back' });
  expect(ownerAndMode(at('app/jobs.py'))).toEqual([12_345, 12_346, 0o646]);
  expect(read('app/jobs.py')).toBe(patched['app/jobs.py']);
  expect(names()).toEqual(['jobs.py', 'new.py', 'other.py']);
});

testAsRoot('a file that could only be replaced by one of another owner is left alone, with all others', async () => {
  const given = patch({ 'app/other.py': 'else\n', ...patched });
  const { run, at, read, output, names } = await putBack(given, released, { as: 'plain' });
  ofAnother(at('app/jobs.py'), 0o644);
  expect(await run()).toMatchObject({
    rc: 86,
    error: 'MP-12 cannot be written on web1: its files are as they were',
  });
  expect(output()).toBe('MP-12: app/jobs.py cannot be written, or not with its owner, group and rights\n');
  expect([read('app/jobs.py'), read('app/other.py')]).toEqual([released['app/jobs.py'], 'other\n']);
  expect(ownerAndMode(at('app/jobs.py'))).toEqual([12_345, 12_346, 0o644]);
  expect(names()).toEqual(['jobs.py', 'other.py']);
});

testAsRoot('who logs in as root leaves every file to its owner', async () => {
  const { run, at } = await putBack(patch());
  ofAnother(at('app/jobs.py'), 0o640);
  expect(await run()).toMatchObject({ said: 'put back' });
  expect(ownerAndMode(at('app/jobs.py'))).toEqual([12_345, 12_346, 0o640]);
});

testSsh('a file that the patch removes is gone afterwards, and that is `already there`', async () => {
  const { root, git } = repository(released);
  rmSync(join(root, 'app/other.py'));
  git('add', '-A');
  const diff = Buffer.from(`${git('diff', '--cached')}\n`);
  const files = [{ path: 'app/other.py', before: sha256('other\n'), after: null }];
  const { run, at } = await putBack({ ...patch(), diff, files });
  expect(await run()).toMatchObject({ said: 'put back' });
  expect(existsSync(at('app/other.py'))).toBe(false);
  expect(await run()).toMatchObject({ said: 'already there' });
});

testSsh('what uses it is restarted by the command of the register', async () => {
  const { run, at, output } = await putBack(patch(patched, { restart: { command: 'touch restarted' } }));
  expect(await run()).toMatchObject({ said: 'put back' });
  expect(existsSync(at('restarted'))).toBe(true);
  expect(output()).toBe('MP-12: restarted\nMP-12: put back\n');
});

testSsh('a restart that fails is a failed step, though the patch is there', async () => {
  const { run, read } = await putBack(patch(patched, { restart: { command: ['sh', '-c', 'exit 3'] } }));
  expect(await run()).toMatchObject({ rc: 87, error: expect.stringContaining('restart it by hand') });
  expect(read('app/jobs.py')).toBe(patched['app/jobs.py']);
});

/** A host whose `systemctl` writes down how it was called, and fails for a unit of this name. */
async function withSystemctl(restart: readonly string[], failing = 'none') {
  const bin = temporaryDirectory();
  const calls = join(bin, 'calls');
  const program = `#!/bin/sh\nprintf '<%s> ' "$@" >> ${calls}\ncat >> ${calls}\necho >> ${calls}\n[ "$4" != ${failing} ] || exit 5\n`;
  writeFileSync(join(bin, 'systemctl'), program, { mode: 0o755 });
  const env = { PATH: `${bin}:/usr/local/bin:/usr/bin:/bin` };
  const made = await putBack(patch(patched, { restart }), released, { env });
  return { ...made, calls: () => readFileSync(calls, 'utf8').trimEnd().split(' \n') };
}

testSsh('units are restarted one by one, without a password, with nothing to read', async () => {
  const { run, calls, output } = await withSystemctl(['shop-worker', 'shop@2.service']);
  expect(await run()).toMatchObject({ said: 'put back' });
  expect(calls()).toEqual([
    '<--no-ask-password> <restart> <--> <shop-worker>',
    '<--no-ask-password> <restart> <--> <shop@2.service>',
  ]);
  expect(output()).toBe('MP-12: shop-worker restarted\nMP-12: shop@2.service restarted\nMP-12: put back\n');
  await run();
  expect(calls()).toHaveLength(2);
});

testSsh('a unit that cannot be restarted fails the step; those behind it are left alone', async () => {
  const { run, read, calls, output } = await withSystemctl(['one', 'two', 'three'], 'two');
  expect(await run()).toMatchObject({ rc: 87, error: expect.stringContaining('restart it by hand') });
  expect(calls()).toHaveLength(2);
  expect(output()).toBe('MP-12: one restarted\nMP-12: put back, but two could not be restarted\n');
  expect(read('app/jobs.py')).toBe(patched['app/jobs.py']);
});

test.each(['dash', 'bash'])('an upload that is cut anywhere in what is run does nothing (%s)', (shell) => {
  const home = temporaryDirectory();
  mkdirSync(join(home, 'app'));
  const given = patch(patched, { restart: { command: 'touch restarted' } });
  const { input = '' } = reapplyStep(given, 'web1', { tree: home, all: [given] });
  const of = (bytes: number) =>
    spawnSync(shell, ['-s'], {
      input: Buffer.from(input.slice(0, bytes), 'latin1'),
      env: { ...process.env, HOME: home },
    });
  const write = (): void => {
    writeFileSync(join(home, 'app/jobs.py'), released['app/jobs.py']);
  };
  write();
  for (let cut = input.length - 60; cut < input.length - 1; cut += 1) {
    expect([91, 92]).not.toContain(of(cut).status);
    expect([cut, readdirSync(home), readdirSync(join(home, 'app'))]).toEqual([cut, ['app'], ['jobs.py']]);
  }

  expect(readFileSync(join(home, 'app/jobs.py'), 'utf8')).toBe(released['app/jobs.py']);
  expect(of(input.length).status).toBe(91);
  expect(existsSync(join(home, 'restarted'))).toBe(true);
});

testSsh.each<[string, string, object, readonly ['released' | 'patched', 'released']]>([
  ['once: all are as they were', '2', { rc: 86 }, ['released', 'released']],
  [
    'again and again: that is told',
    '[2-9]',
    { rc: 88, error: 'MP-12 is half there on web1: look at its files' },
    ['patched', 'released'],
  ],
])('the second file cannot take its name, %s', async (_when, fails, expected, [jobs, other]) => {
  const bin = temporaryDirectory();
  const program = `#!/bin/sh\necho >> ${bin}/calls\ncase $(grep -c '' ${bin}/calls) in ${fails}) exit 1 ;; esac\nexec /bin/mv "$@"\n`;
  writeFileSync(join(bin, 'mv'), program, { mode: 0o755 });
  const env = { PATH: `${bin}:/usr/local/bin:/usr/bin:/bin` };
  const to = { 'app/jobs.py': patched['app/jobs.py'], 'app/other.py': 'else\n' };
  const { run, read, names } = await putBack(patch(to), released, { env });
  expect(await run()).toMatchObject(expected);
  const texts = { released, patched: to };
  expect(read('app/jobs.py')).toBe(texts[jobs]['app/jobs.py']);
  expect(read('app/other.py')).toBe(texts[other]['app/other.py']);
  expect(names()).toEqual(['jobs.py', 'other.py']);
});

testSsh.each<[string, Partial<ToPutBack>, boolean, StepsOutcome, string]>([
  ['shown when it ended, without what was said before', {}, false, 'ok', 'MP-12: put back\n'],
  ['failed', { restart: { command: 'exit 3' } }, false, 'failed', 'but the restart command failed'],
  ['ended because shipit has to end', { restart: { command: 'sleep 600' } }, true, 'stopped', ''],
])('beside the terminal: %s', async (_how, change, isInterrupted, outcome, said) => {
  const { net, at } = await putBack(patch());
  const given = patch(patched, change);
  const path = join(temporaryDirectory(), 'out');
  writeFileSync(path, 'copied\n');
  let shown = '';
  const ended = await stepBeside(reapplyStep(given, 'web1', { tree: at('.'), all: [given] }), {
    cwd: at('.'),
    env: { ...process.env, ...net.env } as Record<string, string>,
    path,
    record: () => undefined,
    redact: (text) => text,
    interrupted: isInterrupted ? Promise.resolve() : new Promise(() => undefined),
    say: (text) => {
      shown += text;
    },
  });
  expect(ended).toBe(outcome);
  expect(shown).toContain(said);
  expect(shown).not.toContain('copied');
});

testSsh('bytes that are no UTF-8, quotes and dollars arrive as they are', async () => {
  const text = lines({ 10: `it's "off" $HOME \`id\` \\n` });
  const { run, read } = await putBack(patch({ 'app/jobs.py': text }));
  expect(await run()).toMatchObject({ said: 'put back' });
  expect(read('app/jobs.py')).toBe(text);
});
