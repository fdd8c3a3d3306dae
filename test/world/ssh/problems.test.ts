import { expect, test } from 'vitest';
import { type ConnectionEnd, problemOf } from '../../../src/world/ssh/problems.js';

const ended = (what: Partial<ConnectionEnd>): ConnectionEnd => ({
  end: { how: 'exit', code: 255 },
  hello: false,
  bye: false,
  shell: undefined,
  tooMuch: false,
  before: '',
  stderr: '',
  ...what,
});

/** As OpenSSH 8.2 to 10.0 write it. */
test.each([
  ['ssh: connect to host web1 port 22: Connection refused', 'unreachable', 'connection refused'],
  ['ssh: Could not resolve hostname web1: Name or service not known', 'unreachable', 'nobody knows this name'],
  ['ssh: connect to host web1 port 22: Connection timed out', 'unreachable', 'no answer to the connection in 5 s'],
  ['Connection timed out during banner exchange', 'unreachable', 'no answer to the connection in 5 s'],
  ['ssh: connect to host web1 port 22: No route to host', 'unreachable', 'no way to this host'],
  ['Host key verification failed.', 'refused', 'its host key is not known here'],
  [
    'No ED25519 host key is known for web1 and you have requested strict checking.\nHost key verification failed.',
    'refused',
    'its host key is not known here',
  ],
  [
    '@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.',
    'refused',
    'its host key is not the one you know',
  ],
  ['deploy@web1: Permission denied (publickey,password).', 'refused', 'no key accepted'],
  [
    'Received disconnect from 10.0.0.1 port 22:2: Too many authentication failures',
    'refused',
    'too many keys were offered',
  ],
  [
    'kex_exchange_identification: Connection closed by remote host\nConnection closed by 10.0.0.1 port 22',
    'unreachable',
    'it closed the connection before the login',
  ],
  [
    'Unable to negotiate with 10.0.0.1 port 22: no matching host key type found. Their offer: ssh-rsa',
    'unreachable',
    'ssh and its sshd have no common algorithm',
  ],
  ['/root/.ssh/config: terminating, 1 bad configuration options', 'no-ssh', 'ssh does not take your ~/.ssh/config'],
  ['something nobody has seen', 'answer', 'it did not start what was sent: exit 255 (something nobody has seen)'],
])('ssh says %j', (stderr, kind, text) => {
  expect(problemOf(ended({ stderr }), 'web1')).toMatchObject({ kind, text });
});

test('what the host itself writes on standard error is not taken for words of ssh', () => {
  const end = { how: 'exit', code: 1 } as const;

  expect(problemOf(ended({ end, stderr: '.bashrc: Permission denied' }), 'web1')).toEqual({
    kind: 'answer',
    text: 'it did not start what was sent: exit 1 (.bashrc: Permission denied)',
  });
});

test.each([
  [{ shell: 0 }, { kind: 'answer', text: 'its shell did not take what was sent: exit 0' }],
  [
    { hello: true, shell: 255 },
    { kind: 'answer', text: 'its shell ended in the middle of its answer: exit 255' },
  ],
  [
    { hello: true, shell: 139 },
    { kind: 'answer', text: 'its shell ended in the middle of its answer: died with SIGSEGV' },
  ],
  [
    { hello: true, shell: 124 },
    { kind: 'timeout', text: 'it was not done when its time was over' },
  ],
  [{ hello: true }, { kind: 'answer', text: 'the connection broke off in the middle of its answer' }],
  [{ hello: true, bye: true }, undefined],
] as const)('255 of ssh is told apart: %j', (what, problem) => {
  expect(problemOf(ended(what), 'web1')).toEqual(problem);
});
