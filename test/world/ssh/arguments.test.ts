import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { sshCommand } from '../../../src/world/ssh/arguments.js';

test('ssh asks nobody, waits for nothing for ever, forwards nothing and accepts no host key', () => {
  const words = sshCommand('web1', 45, '@@tag');

  expect(words.slice(0, 22)).toMatchInlineSnapshot(`
    [
      "ssh",
      "-T",
      "-a",
      "-x",
      "-o",
      "BatchMode=yes",
      "-o",
      "ConnectTimeout=5",
      "-o",
      "ServerAliveInterval=5",
      "-o",
      "ServerAliveCountMax=3",
      "-o",
      "ClearAllForwardings=yes",
      "-o",
      "PermitLocalCommand=no",
      "-o",
      "RemoteCommand=none",
      "-o",
      "LogLevel=ERROR",
      "--",
      "web1",
    ]
  `);
  expect(words.join(' ')).not.toContain('StrictHostKeyChecking');
});

test.each([
  ['web1', ['--', 'web1']],
  ['deploy@web1', ['--', 'deploy@web1']],
  ['web1:2222', ['-p', '2222', '--', 'web1']],
  ['deploy@web1:2222', ['-p', '2222', '--', 'deploy@web1']],
  ['[::1]', ['--', '::1']],
  ['[::1]:22', ['-p', '22', '--', '::1']],
  ['deploy@[fe80::1]:2222', ['-p', '2222', '--', 'deploy@fe80::1']],
])('the host %s stands behind what ends the options', (host, destination) => {
  expect(sshCommand(host, 45, '@@tag').slice(20, -1)).toEqual(destination);
});

test.each([
  ['deploy@web1:2222', { user: 'deploy', hostname: 'web1', port: '2222' }],
  ['ops@[::1]:22', { user: 'ops', hostname: '::1', port: '22' }],
])('OpenSSH understands %s so', (host, wanted) => {
  const words = sshCommand(host, 45, '@@tag').slice(1, -1);

  const said = execFileSync('ssh', ['-G', '-F', '/dev/null', ...words], { encoding: 'utf8' });

  const settings = Object.fromEntries(said.split('\n').map((line) => line.split(/ (.*)/, 2)));
  expect(settings).toMatchObject(wanted);
});
