import { expect, test } from 'vitest';
import type { GitAnswer } from '../../src/world/git-process.js';
import { whyNoRemote } from '../../src/world/git-remote-words.js';

const answer = (stderr: string, end: GitAnswer['end'] = { how: 'exit', code: 128 }): GitAnswer => ({
  ok: false,
  stdout: '',
  stderr,
  end,
  source: { cmd: 'git fetch', ms: 1 },
});

/** What git 2.39 writes after whatever ssh wrote. */
const after = (ssh: string): string =>
  `${ssh}\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.\n`;

test.each([
  [
    'F35 a login refused, a key with a passphrase, no agent',
    after('git@forge.test: Permission denied (publickey).'),
    'no key accepted (ssh-add? A key with a passphrase has to be in the agent)',
  ],
  [
    'F35 a host key that changed',
    after('@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.'),
    'its host key is not the one you know (find out why before you trust it; then remove the old one with ssh-keygen -R)',
  ],
  [
    'F35 a host key that nobody has seen',
    after(
      'No ED25519 host key is known for forge.test and you have requested strict checking.\nHost key verification failed.',
    ),
    'its host key is not known here (log in once by hand: git fetch origin)',
  ],
  [
    'F35 https without a login',
    "fatal: could not read Username for 'https://forge.test': terminal prompts disabled\n",
    'it asks for a login, and none is stored here (log in once by hand: git fetch origin)',
  ],
  [
    'F35 https with a login that is no longer good',
    "remote: Invalid username or token.\nfatal: Authentication failed for 'https://forge.test/shop.git/'\n",
    'it refuses the login that is stored here (log in once by hand: git fetch origin)',
  ],
  [
    'F32 nobody listens',
    after('ssh: connect to host forge.test port 22: Connection refused'),
    'connection refused (is sshd running there?)',
  ],
  [
    'F32 a name that nobody knows',
    after('ssh: Could not resolve hostname forge.test: Name or service not known'),
    'nobody knows this name (a Host line in ~/.ssh/config, or a VPN?)',
  ],
  [
    'F32 nobody listens, by the protocol of git',
    'fatal: unable to connect to forge.test:\nforge.test[0: 127.0.0.1]: errno=Connection refused\n',
    'unable to connect to forge.test: forge.test[0: 127.0.0.1]: errno=Connection refused',
  ],
  [
    'a path that is no repository',
    after("fatal: '/srv/shop.git' does not appear to be a git repository"),
    "'/srv/shop.git' does not appear to be a git repository",
  ],
  ['what the forge itself says', after('ERROR: Repository not found.'), 'Repository not found.'],
  [
    'what the host’s shell says is no word of ssh',
    after('bash: /srv/shop.git: Permission denied'),
    'bash: /srv/shop.git: Permission denied',
  ],
  ['nothing at all', '', 'git ended with exit 128'],
])('%s', (_what, stderr, words) => {
  expect(whyNoRemote(answer(stderr), 'origin')).toBe(words);
});

test('a remote that does not answer is said to be silent, not git', () => {
  expect(whyNoRemote(answer('', { how: 'timeout', afterMs: 15_000 }), 'origin')).toBe('no answer in 15 s');
});
