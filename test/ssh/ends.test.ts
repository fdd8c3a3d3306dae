import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createSsh } from '../../src/world/ssh/ssh.js';
import { temporaryDirectory } from '../helpers/repository.js';
import { hosts, testSsh } from '../helpers/sshd.js';
import { ask, section, texts, until } from './asking.js';

/** Ends the login on its way to the sshd. */
const cut = section(
  'cut',
  `echo half
  pid=$$
  while read -r line <"/proc/$pid/cmdline" || [ -n "$line" ]; do
    case $line in sshd:*) kill -9 "$pid"; break ;; esac
    pid=$(sed 's/.*) . //' "/proc/$pid/stat" | cut -d ' ' -f 1)
  done
  sleep 60`,
);

testSsh('S5 a host that cuts the stream: what was complete counts, the rest is missing, and it is told', async () => {
  const net = await hosts({ web1: {} });

  const answer = await ask(createSsh(net.commands, '/'), 'web1', [
    section('first', 'echo whole'),
    cut,
    section('last', 'echo never'),
  ]);

  expect(texts(answer)).toEqual({ first: 'whole', cut: 'missing', last: 'missing' });
  expect(answer.problem).toEqual({
    kind: 'answer',
    text: 'the connection broke off in the middle of its answer',
  });
});

testSsh('S6 a command that dies of SIGSEGV is an honest 139, and what follows is still asked', async () => {
  const net = await hosts({ web1: {} });

  const answer = await ask(createSsh(net.commands, '/'), 'web1', [
    section('direct', "kill -SEGV $(exec sh -c 'echo $PPID')"),
    section('child', "sh -c 'kill -SEGV $$'"),
    section('exit', 'exit 255'),
    section('after', 'echo here'),
  ]);

  expect(answer.problem).toBeUndefined();
  expect(answer.sections.get('direct')).toMatchObject({ how: 'done', rc: 139 });
  expect(answer.sections.get('child')).toMatchObject({ how: 'done', rc: 139 });
  expect(answer.sections.get('exit')).toMatchObject({ how: 'done', rc: 255 });
  expect(texts(answer)).toMatchObject({ after: 'here' });
});

testSsh('a shell of the host that is killed in the middle is told from a broken connection', async () => {
  const net = await hosts({ web1: {} });

  const answer = await ask(createSsh(net.commands, '/'), 'web1', [
    section('first', 'echo whole'),
    section('end', 'kill -9 $$; sleep 60'),
  ]);

  expect(texts(answer)).toEqual({ first: 'whole', end: 'missing' });
  expect(answer.problem).toEqual({
    kind: 'answer',
    text: 'its shell ended in the middle of its answer: died with SIGKILL',
  });
});

testSsh('a login that returns 255 before anything runs is told from a host that cannot be reached', async () => {
  const net = await hosts({
    web1: { files: { away: '#!/bin/sh\necho "moved to web9" >&2\nexit 255\n' }, shell: '$HOME/away' },
  });

  const { problem } = await ask(createSsh(net.commands, '/'), 'web1', [section('say', 'echo hello')]);

  expect(problem).toEqual({ kind: 'answer', text: 'it did not start what was sent: exit 255 (moved to web9)' });
});

testSsh('F52 a host that hangs is late, and nothing of it goes on there, with BusyBox neither', async () => {
  const busybox = existsSync('/bin/busybox') ? busyboxBin() : undefined;
  const net = await hosts({
    web1: {},
    web2: busybox === undefined ? {} : { shell: '/bin/busybox sh', env: { PATH: busybox } },
  });
  const ssh = createSsh(net.commands, '/');
  const hanging = [section('first', 'echo whole'), section('hangs', "sh -c 'echo $$ >~/pid; exec sleep 60'")];

  const answers = await Promise.all(net.names.map((name) => ask(ssh, name, hanging, { timeoutMs: 3000 })));

  for (const answer of answers) {
    expect(texts(answer)).toEqual({ first: 'whole', hangs: 'missing' });
    expect(answer.problem).toEqual({ kind: 'timeout', text: 'it was not done after 3 s' });
    expect(answer.ms).toBeLessThan(4000);
  }
  const pids = net.names.map((name) => readFileSync(join(net.at(name).home, 'pid'), 'utf8').trim());
  await until(() => pids.every(isOver));
});

testSsh('a host that never stops talking is cut off at 10 MB; what was complete counts', async () => {
  const net = await hosts({ web1: {} });

  const answer = await ask(createSsh(net.commands, '/'), 'web1', [
    section('first', 'echo whole'),
    section('talks', 'yes'),
  ]);

  expect(texts(answer)).toEqual({ first: 'whole', talks: 'missing' });
  expect(answer.problem).toEqual({ kind: 'answer', text: 'it answered more than 10 MB' });
});

testSsh('what a section leaves running does not hold up the answer', async () => {
  const net = await hosts({ web1: {} });

  const answer = await ask(createSsh(net.commands, '/'), 'web1', [section('leaves', 'sleep 60 & echo "$!"')]);

  expect(answer.problem).toBeUndefined();
  expect(answer.ms).toBeLessThan(20_000);
  process.kill(Number(texts(answer)['leaves']));
});

/** A PATH with nothing but BusyBox's programs. */
function busyboxBin(): string {
  const bin = temporaryDirectory();
  execFileSync('/bin/busybox', ['--install', '-s', bin]);
  return bin;
}

/** Gone, or dead and not yet buried by whoever adopted it. */
function isOver(pid: string): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}
