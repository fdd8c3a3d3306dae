import type { CommandRunner } from '../command-types.js';
import { createConnect } from './connection.js';
import { createHostsOf } from './hosts.js';
import { createPool } from './pool.js';
import type { Ssh } from './types.js';

/** @param commands runs `ssh`, and the command that prints hosts @param root top of the work tree */
export const createSsh = (commands: CommandRunner, root: string): Ssh => ({
  hostsOf: createHostsOf(commands, root),
  ask: createPool(createConnect(commands, root)),
});
