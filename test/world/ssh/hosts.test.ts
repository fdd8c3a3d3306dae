import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Target } from '../../../src/checklist/model.js';
import { runCommand } from '../../../src/world/commands.js';
import { createHostsOf } from '../../../src/world/ssh/hosts.js';
import { HostsUnknown } from '../../../src/world/ssh/types.js';
import { temporaryDirectory } from '../../helpers/repository.js';

const { signal } = new AbortController();

const target = (hosts: Target['hosts']): Target => ({
  name: 'production',
  hosts,
  runtimes: [],
  units: [],
  revision: [],
  second: 'named',
});

const printed = (command: string) => createHostsOf(runCommand, temporaryDirectory())(target({ command }), signal);

test('hosts are those of the checklist, as written', async () => {
  const hostsOf = createHostsOf(runCommand, '/');

  expect(await hostsOf(target(['deploy@web1', 'web2']), signal)).toEqual(['deploy@web1', 'web2']);
  expect(await hostsOf(target([]), signal)).toEqual([]);
});

test('a command prints one a line; blank lines and comments are left out', async () => {
  const text = '# web\\nweb1\\n\\n  deploy@web2:2222  # the second\\n[::1]\\r\\n';

  expect(await printed(`printf '${text}'`)).toEqual(['web1', 'deploy@web2:2222', '[::1]']);
});

test('it knows the target', async () => {
  expect(await printed('echo "web.$SHIPIT_TARGET"')).toEqual(['web.production']);
});

test.each([
  ['nothing', 'true', 'the command that prints the hosts printed none'],
  ['only comments', 'echo "# none yet"', 'the command that prints the hosts printed none'],
  ['a failure', 'echo web1; exit 3', 'the command that prints the hosts failed: exit 3'],
  ['a command that is not there', 'no-such-command-here', 'the command that prints the hosts was not found (exit 127)'],
  ['a crash', 'kill -SEGV $$', 'the command that prints the hosts died with SIGSEGV'],
  ['B45 an option', "echo '-oProxyCommand=touch x'", 'printed what is no host: -oProxyCommand=touch x'],
  ['B45 two words', 'echo web1 web2', 'printed what is no host: web1 web2'],
  ['B45 a metacharacter', "echo 'web1;id'", 'printed what is no host: web1;id'],
  ['B45 a port that is none', 'echo web1:70000', 'printed what is no host: web1:70000'],
  ['B45 300 characters', 'head -c 300 /dev/zero | tr "\\0" a', 'printed what is no host'],
  ['B46 one twice', 'echo web1; echo web2; echo web1', 'printed web1 twice'],
  ['B46 more than 100', 'seq 1 101 | sed s/^/web/', 'printed more than 100'],
])('%s is no list of hosts, and never an empty one', async (_, command, message) => {
  const hosts = printed(command);

  await expect(hosts).rejects.toThrow(HostsUnknown);
  await expect(hosts).rejects.toThrow(message);
});

test('one run asks the command once, whoever wants to know', async () => {
  const root = temporaryDirectory();
  const hostsOf = createHostsOf(runCommand, root);
  const asked = target({ command: 'echo x >>asked; echo web1' });

  await Promise.all([hostsOf(asked, signal), hostsOf(asked, signal)]);
  await hostsOf(asked, signal);

  expect(readFileSync(join(root, 'asked'), 'utf8')).toBe('x\n');
});

test('who stops asking hears that it is not known', async () => {
  const stop = new AbortController();
  const hosts = createHostsOf(runCommand, '/')(target({ command: 'sleep 60' }), stop.signal);
  stop.abort();

  await expect(hosts).rejects.toThrow(HostsUnknown);
});
