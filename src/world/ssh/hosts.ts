import { isHost, mostHosts } from '../../checklist/types-host.js';
import type { CommandEnd, CommandRunner } from '../command-types.js';
import { shareWork } from '../shared-work.js';
import { HostsUnknown, type Ssh } from './types.js';

/** @param root where the command that prints hosts runs */
export function createHostsOf(commands: CommandRunner, root: string): Ssh['hostsOf'] {
  const share = shareWork<readonly string[]>();
  const kept = new Map<string, { readonly hosts: readonly string[]; readonly at: number }>();
  return async ({ name, hosts }, signal) => {
    if (!('command' in hosts)) {
      return hosts;
    }

    const { command } = hosts;
    const key = JSON.stringify([name, command]);
    const known = kept.get(key);
    if (known && performance.now() - known.at < keptMs) {
      return known.hosts;
    }

    const shared = await share(key, signal, async (stop) => {
      const { end, stdout, cut } = await commands({
        command,
        cwd: root,
        inherit: 'operator',
        env: { SHIPIT_TARGET: name },
        timeoutMs: limitMs,
        signal: stop,
      });
      const printed = readHosts(stdout, end, cut);
      kept.set(key, { hosts: printed, at: performance.now() });
      return printed;
    });
    if (shared === undefined) {
      throw new HostsUnknown('the hosts were not asked for to the end');
    }

    return shared;
  };
}

const limitMs = 10_000;
/** Checks of one run ask at the same moment; what asks later asks anew. */
const keptMs = 3000;

/** One host a line; blank lines and comments are left out. Nothing at all is a mistake, not "no hosts". */
function readHosts(stdout: string, end: CommandEnd, cut: boolean): readonly string[] {
  if (end.how !== 'exit' || end.code !== 0) {
    throw new HostsUnknown(`the command that prints the hosts ${endWords(end)}`);
  }

  const lines = stdout.split('\n').map((line) => line.replace(/(^|\s)#.*/, '').trim());
  const hosts = lines.filter((line) => line !== '');
  const wrong = hosts.find((host) => !isHost(host));
  if (wrong !== undefined) {
    throw new HostsUnknown(`the command that prints the hosts printed what is no host: ${wrong.slice(0, 80)}`);
  }

  const twice = hosts.find((host, index) => hosts.indexOf(host) !== index);
  if (twice !== undefined) {
    throw new HostsUnknown(`the command that prints the hosts printed ${twice} twice`);
  }

  if (hosts.length === 0) {
    throw new HostsUnknown('the command that prints the hosts printed none');
  }

  if (cut || hosts.length > mostHosts) {
    throw new HostsUnknown(`the command that prints the hosts printed more than ${mostHosts}`);
  }

  return hosts;
}

function endWords(end: CommandEnd): string {
  switch (end.how) {
    case 'exit':
      return end.code === 127 ? 'was not found (exit 127)' : `failed: exit ${end.code}`;
    case 'signal':
      return `died with ${end.signal}`;
    case 'timeout':
      return `was not done after ${limitMs / 1000} s`;
    case 'aborted':
      return 'was stopped';
    case 'not-started':
      return `cannot be started: ${end.error}`;
  }
}
