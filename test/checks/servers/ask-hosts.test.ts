import { expect, test } from 'vitest';
import { progressText } from '../../../src/checks/servers/ask-hosts.js';
import { probesFor } from '../../../src/checks/servers/probe-run.js';

test.each([
  [['web1', 'web2', 'web3'], [], '0 of 3 hosts'],
  [['web1', 'web2', 'web3'], [0, 2], '2 of 3 hosts, waiting for web2'],
  [['web1', 'web2', 'web3', 'web4'], [0], '1 of 4 hosts'],
  [['web1'], [0], '1 of 1 host'],
])('progress over %j after %j', (hosts, done, text) => {
  expect(progressText(hosts, done)).toBe(text);
});

test.each([
  ['web1', ['all', 'once']],
  ['web2', ['all', 'named']],
])('probes for each host, the first, and one by name: %s', (host, names) => {
  const probes = { all: 'true', once: { command: 'true', host: 'first' }, named: { command: 'true', host: 'web2' } };
  expect(Object.keys(probesFor(probes, host, ['web1', 'web2']))).toEqual(names);
});
