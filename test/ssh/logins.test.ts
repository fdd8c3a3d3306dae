import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { createSsh } from '../../src/world/ssh/ssh.js';
import { temporaryDirectory } from '../helpers/repository.js';
import { hosts, testSsh } from '../helpers/sshd.js';
import { ask, section, texts, until } from './asking.js';

const who = section('who', 'id -u; printf "%s\\n" "$LC_ALL"');

testSsh('F52 a login shell that talks before and after is not heard', async () => {
  const noise = 'echo "Welcome to web1"; printf "@@ BEGIN who\\n"; trap "echo bye" EXIT\n';
  const net = await hosts({ web1: { files: { '.bashrc': noise, '.profile': noise } } });

  const answer = await ask(createSsh(net.commands, '/'), 'web1', [section('say', 'echo hello')]);

  expect(answer.problem).toBeUndefined();
  expect(texts(answer)).toEqual({ say: 'hello' });
});

testSsh('an account without a login shell is told as such, with its words', async () => {
  const nologin = existsSync('/usr/sbin/nologin') ? '/usr/sbin/nologin' : '/sbin/nologin';
  const net = await hosts({ web1: { shell: nologin } });

  const answer = await ask(createSsh(net.commands, '/'), 'web1', [who]);

  expect(answer.problem).toMatchObject({ kind: 'refused', text: expect.stringContaining('no login shell') });
  expect(texts(answer)).toEqual({ who: 'missing' });
});

const shells = ['/bin/dash', '/bin/bash', '/bin/tcsh', '/usr/bin/fish', '/bin/zsh', '/bin/rbash'];

for (const shell of shells) {
  const testShell = existsSync(shell) ? testSsh : testSsh.skip;
  testShell(`whatever the login shell is: ${shell}`, async () => {
    const net = await hosts({ web1: { shell } });

    const answer = await ask(createSsh(net.commands, '/'), 'web1', [section('say', 'printf "%s\\n" "$@"', `a'b\n"$c`)]);

    expect(answer.problem).toBeUndefined();
    expect(texts(answer)).toEqual({ say: `a'b\n"$c` });
  });
}

const testBusybox = existsSync('/bin/busybox') ? testSsh : testSsh.skip;

testBusybox('a host of nothing but BusyBox is asked the same', async () => {
  const bin = temporaryDirectory();
  const net = await hosts({ web1: { env: { PATH: bin }, shell: '/bin/busybox sh' } });
  execFileSync('/bin/busybox', ['--install', '-s', bin]);

  const answer = await ask(createSsh(net.commands, '/'), 'web1', [
    section('shell', 'readlink /proc/$$/exe; readlink "$(command -v timeout)"'),
    section('limited', 'lim 1 sleep 60'),
    section('fails', 'echo no >&2; return 7'),
  ]);

  expect(answer.problem).toBeUndefined();
  expect(texts(answer)['shell']).toMatch(/busybox\n.*busybox/);
  expect(answer.sections.get('limited')).toMatchObject({ how: 'done', rc: 143 });
  expect(answer.sections.get('fails')).toMatchObject({ how: 'done', rc: 7, err: 'no' });
});

testSsh('as a plain user, too: with its own rights, in the C locale', async () => {
  const net = await hosts({ web1: { as: 'plain' } });

  const answer = await ask(createSsh(net.commands, '/'), 'web1', [who]);

  expect(answer.problem).toBeUndefined();
  expect(texts(answer)['who']).toBe(`${process.getuid?.() === 0 ? 65_534 : process.getuid?.()}\nC`);
});

testSsh('nothing stays on the host', async () => {
  const tmp = temporaryDirectory();
  const net = await hosts({ web1: { env: { TMPDIR: tmp } } });

  const answer = await ask(createSsh(net.commands, '/'), 'web1', [
    section('keeps', 'echo x >"$T/file" && ls "$T"'),
    section('sees', 'ls "$T"; stat -c %a "$T"'),
  ]);

  expect(texts(answer)).toEqual({ keeps: 'file', sees: '700' });
  await until(() => readdirSync(tmp).length === 0);
});

testSsh('where no temporary directory can be made, the rest is still answered', async () => {
  const net = await hosts({ web1: { env: { TMPDIR: '/nowhere' } } });

  const answer = await ask(createSsh(net.commands, '/'), 'web1', [
    section('reads', 'echo yes'),
    section('writes', 'echo x >"$T/file"'),
  ]);

  expect(answer.problem).toBeUndefined();
  expect(answer.sections.get('reads')).toMatchObject({ rc: 0, text: 'yes\n' });
  expect(answer.sections.get('writes')).not.toMatchObject({ rc: 0 });
});
