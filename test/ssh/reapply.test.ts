import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ToPutBack } from '../../src/checks/patches/reapply-plan.js';
import { reapplyStep } from '../../src/engine/reapply-step.js';
import { runSteps } from '../../src/engine/run-steps.js';
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

testSsh('bytes that are no UTF-8, quotes and dollars arrive as they are', async () => {
  const text = lines({ 10: `it's "off" $HOME \`id\` \\n` });
  const { run, read } = await putBack(patch({ 'app/jobs.py': text }));
  expect(await run()).toMatchObject({ said: 'put back' });
  expect(read('app/jobs.py')).toBe(text);
});
