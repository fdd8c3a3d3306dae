import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { runCommand } from '../../src/world/commands.js';
import { createSsh } from '../../src/world/ssh/ssh.js';
import { temporaryDirectory } from '../helpers/repository.js';
import { hosts, type TestHosts, testSsh } from '../helpers/sshd.js';
import { ask, section, texts } from './asking.js';

const say = section('say', 'echo hello');

const askWeb1 = (net: TestHosts<'web1'>, host = 'web1') => ask(createSsh(net.commands, '/'), host, [say]);

testSsh('a host nobody has logged in to before', async () => {
  const net = await hosts({ web1: {} });
  writeFileSync(net.knownHosts, '');

  expect((await askWeb1(net)).problem).toEqual({
    kind: 'refused',
    text: 'its host key is not known here',
    hint: 'log in once by hand: ssh web1',
  });
  expect(readFileSync(net.knownHosts, 'utf8')).toBe('');
});

testSsh('F35 F52 a host whose key has changed', async () => {
  const net = await hosts({ web1: {} });
  const other = readFileSync(`${net.key}.pub`, 'utf8');
  writeFileSync(net.knownHosts, `web1 ${other}`);

  expect((await askWeb1(net)).problem).toMatchObject({ kind: 'refused', text: 'its host key is not the one you know' });
});

testSsh('F35 F52 a key that the host does not accept', async () => {
  const net = await hosts({ web1: { config: ['AuthorizedKeysFile /dev/null'] } });

  expect((await askWeb1(net)).problem).toMatchObject({
    kind: 'refused',
    text: 'no key accepted',
    hint: expect.stringContaining('ssh-add'),
  });
});

testSsh('F35 a key with a passphrase asks nobody', async () => {
  const net = await hosts({ web1: {} });
  execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', 'secret words', '-f', net.key]);

  const { problem, ms } = await askWeb1(net);

  expect(problem).toMatchObject({ kind: 'refused', hint: expect.stringContaining('passphrase') });
  expect(ms).toBeLessThan(5000);
});

testSsh('a key file that others may read', async () => {
  const net = await hosts({ web1: {} });
  execFileSync('chmod', ['644', net.key]);

  expect((await askWeb1(net)).problem).toMatchObject({ kind: 'refused', hint: 'chmod 600 the key' });
});

testSsh('F52 a host where nobody listens', async () => {
  const net = await hosts({ web1: {} });
  await net.at('web1').stop();

  expect((await askWeb1(net)).problem).toMatchObject({ kind: 'unreachable', text: 'connection refused' });
});

testSsh('a name that nobody knows', async () => {
  const net = await hosts({ web1: {} });
  writeFileSync(net.config, 'Host *\n  BatchMode yes\n');

  expect((await askWeb1(net, 'no-such-host.invalid')).problem).toMatchObject({
    kind: 'unreachable',
    text: 'nobody knows this name',
  });
});

testSsh('F52 a host that accepts the connection and says nothing', async () => {
  const net = await hosts({ web1: {} });
  net.at('web1').hang();

  const { problem, ms } = await ask(createSsh(net.commands, '/'), 'web1', [say], { timeoutMs: 1000 });

  expect(problem).toEqual({ kind: 'timeout', text: 'no answer in 1 s' });
  expect(ms).toBeLessThan(1500);
});

testSsh('an sshd that drops a login because too many come is asked again, once', async () => {
  const net = await hosts({ web1: {} });
  const [port, logins] = await dropping(net.at('web1').port, 1);
  writeFileSync(net.config, `Host web1\n  Port ${port}\n${readFileSync(net.config, 'utf8')}`);

  const answer = await askWeb1(net);

  expect(answer.problem).toBeUndefined();
  expect(texts(answer)).toEqual({ say: 'hello' });
  expect(logins()).toBe(2);
});

testSsh('an sshd that drops the second login, too, is told', async () => {
  const net = await hosts({ web1: {} });
  const [port, logins] = await dropping(net.at('web1').port, 9);
  writeFileSync(net.config, `Host web1\n  Port ${port}\n${readFileSync(net.config, 'utf8')}`);

  expect((await askWeb1(net)).problem).toMatchObject({
    kind: 'unreachable',
    text: 'it closed the connection before the login',
  });
  expect(logins()).toBe(2);
});

testSsh('an ssh config with a mistake', async () => {
  const net = await hosts({ web1: {} });
  appendFileSync(net.config, 'Hostnaem web1\n');

  expect((await askWeb1(net)).problem).toMatchObject({ kind: 'no-ssh', text: 'ssh does not take your ~/.ssh/config' });
});

testSsh('no ssh here at all', async () => {
  const empty = temporaryDirectory();
  const ssh = createSsh((request) => runCommand({ ...request, env: { PATH: empty } }), '/');

  expect((await ask(ssh, 'web1', [say])).problem).toMatchObject({ kind: 'no-ssh', text: 'ssh is not installed here' });
});

testSsh('user, port and options of a host are those of the checklist; its config applies', async () => {
  const net = await hosts({ web1: { config: ['AllowTcpForwarding no'] } });
  const { port } = net.at('web1');
  appendFileSync(net.config, '  RemoteCommand cat\n  RequestTTY force\n  LocalForward 1 localhost:1\n');
  writeFileSync(net.config, `Host alias\n  HostKeyAlias web1\n${readFileSync(net.config, 'utf8')}`);

  const answer = await askWeb1(net, `${process.env['USER'] ?? 'root'}@alias:${port}`);

  expect(answer.problem).toBeUndefined();
  expect(texts(answer)).toEqual({ say: 'hello' });
});

testSsh('a hostile host name starts nothing', async () => {
  const net = await hosts({ web1: {} });
  const canary = join(temporaryDirectory(), 'canary');

  const answer = await askWeb1(net, `-oProxyCommand=touch ${canary}`);

  expect(answer.problem).toBeDefined();
  expect(() => readFileSync(canary)).toThrow('ENOENT');
});

/** A port before the host's: it drops so many connections before it lets one through. */
async function dropping(to: number, drops: number): Promise<readonly [port: number, logins: () => number]> {
  let logins = 0;
  const server = createServer((socket) => {
    logins += 1;
    socket.on('error', () => {});
    if (logins <= drops) {
      socket.end();
      return;
    }

    const host = connect(to, '127.0.0.1');
    host.on('error', () => {});
    socket.pipe(host).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  return [typeof address === 'object' && address !== null ? address.port : 0, () => logins];
}
