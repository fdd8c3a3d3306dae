import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sectionsFor, stateOf } from '../../src/checks/servers/collect.js';
import type { HostState } from '../../src/checks/servers/host-state.js';
import { temporaryDirectory } from './repository.js';
import { callInShell, type Shell } from './shells.js';

/** Text of the collector. */
export const collector = readFileSync(join(import.meta.dirname, '../../src/checks/servers/collector.sh'), 'utf8');

export const run = (shell: Shell, call: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  callInShell(shell, { script: collector, call, env });

/** What one shell brings about this machine, section by section. */
export function collect(shell: Shell, request: Parameters<typeof sectionsFor>[0], env = {}): HostState {
  const sections = sectionsFor(request).map(({ name, call }) => {
    const { rc, out, err } = run(shell, call, env);
    return [name, { how: 'done' as const, rc, text: out, err }] as const;
  });
  return stateOf('here', { host: 'here', sections: new Map(sections), ms: 0 });
}

/** A PATH with programs that print what real ones printed. */
export function programs(all: Readonly<Record<string, string>>): string {
  const directory = temporaryDirectory();
  for (const [name, body] of Object.entries(all)) {
    writeFileSync(join(directory, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(directory, name), 0o755);
  }

  return `${directory}:/usr/local/bin:/usr/bin:/bin`;
}

/** `systemctl show` of systemd 252, for a unit uwsgi with this main process; it knows no other. */
export const systemctl = (pid: number): string => `case $* in
  *ControlGroup*uwsgi*) printf 'MainPID=${pid}\\nControlGroup=/system.slice/there-is-none.service\\n' ;;
  *ControlGroup*) printf 'MainPID=0\\nControlGroup=\\n' ;;
  *uwsgi*) printf 'MainPID=${pid}\\nNRestarts=1\\nExecMainStartTimestamp=Wed 2026-11-18 06:12:33 %s\\nLoadState=loaded\\nActiveState=active\\n' "\${TZ%0}" ;;
  *) printf 'MainPID=0\\nNRestarts=0\\nExecMainStartTimestamp=\\nLoadState=not-found\\nActiveState=inactive\\n' ;;
esac`;
