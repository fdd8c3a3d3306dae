import type { CommandRunner } from '../command-types.js';
import { HostsUnknown, type Ssh } from './types.js';

/** @param commands runs `ssh`, and the command that prints hosts @param root top of the work tree */
export const createSsh = (_commands: CommandRunner, _root: string): Ssh => ({
  hostsOf: async (target) => {
    if (Array.isArray(target.hosts)) {
      return target.hosts;
    }

    throw new HostsUnknown('not yet');
  },
  ask: async (host, { sections }) => ({
    host,
    sections: new Map(sections.map(({ name }) => [name, { how: 'missing' as const }])),
    problem: { kind: 'no-ssh', text: 'not yet' },
    ms: 0,
  }),
});
