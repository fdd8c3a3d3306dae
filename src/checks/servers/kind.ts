import type { Command } from '../../checklist/model.js';
import type { Kind } from '../kind.js';
import { gatherServers } from './gather.js';
import { type ServersOptions, serversOptions } from './options.js';
import { optionsOf } from './probe-options.js';

/** Did the ground move under the application? Compares every host with the last healthy deploy (checks.md 5.5). */
export const servers: Kind<ServersOptions> = {
  name: 'servers',
  options: serversOptions,
  question: () => headlineQuestion,
  go: 'yes',
  why: "Somebody had upgraded a system library while the app kept running with the old one; the next deploy's restart crashed it.",
  facets: {
    changed: { level: 'block', question: () => headlineQuestion, go: 'yes' },
    restart: { level: 'block', question: () => "Will this deploy's restart switch to a new library?", go: 'no' },
    twice: { level: 'warn', question: () => 'Is one library loaded twice in different versions?', go: 'no' },
    probes: { level: 'block', question: () => 'Do all capability probes pass in a fresh process?', go: 'yes' },
    missing: { level: 'block', question: () => 'Is a library that a module needs missing?', go: 'no' },
    reach: {
      level: 'block',
      question: () => 'Could every host be asked?',
      go: 'yes',
      why: 'Nobody knows what runs on a host that did not answer, and the deploy will need it, too.',
    },
    drift: {
      level: 'warn',
      question: () => 'Are all hosts alike?',
      go: 'yes',
      why: 'Where hosts differ, what works on one of them proves nothing about the others.',
    },
    reboot: {
      level: 'warn',
      question: () => 'Is a reboot pending?',
      go: 'no',
      why: 'What waits for a reboot comes into use at a moment that nobody has chosen.',
    },
    baseline: {
      level: 'warn',
      question: () => 'Is there a snapshot of a healthy deploy to compare with?',
      go: 'yes',
      why: 'Without one nobody can see what changed on the hosts since it last worked.',
    },
  },
  alwaysAsks: false,
  override: 'reason',
  ttlMs: 15 * 60_000,
  timeoutMs: 60_000,
  boundToCommit: false,
  alwaysLookAgain: 'if-quick',
  gather: gatherServers,
  commands: ({ hosts, probes }) => [
    ...(hosts !== undefined && 'command' in hosts ? [hosts.command] : []),
    ...Object.values(probes).flatMap((written): readonly Command[] => {
      const { command } = optionsOf(written);
      return command === undefined ? [] : [command];
    }),
  ],
};

const headlineQuestion = 'Have the servers stayed the same since the last deploy?';
