import { expect, test } from 'vitest';
import { refuseSecrets } from '../../src/commands/patch-add-secrets.js';
import { createRedactor } from '../../src/text/redact.js';

const redact = createRedactor({ DEPLOY_TOKEN: 'abcdef-123456' });
const diffOf = (file: string, ...lines: readonly string[]): Uint8Array =>
  Buffer.from(['diff --git a/x b/x', `--- a/${file}`, `+++ b/${file}`, '@@ -1 +1 @@', ...lines, ''].join('\n'));

test.each<[string, readonly string[], string]>([
  ['a private key', ['+-----BEGIN OPENSSH PRIVATE KEY-----', '+b3BlbnNzaC1r'], 'app/x holds a private key, and'],
  ['a key around what changed', ['+MIIE', ' -----END PRIVATE KEY-----'], 'app/x holds a private key, and'],
  ['a password', ['+DB_PASSWORD=hunter2'], 'app/x adds what looks like a secret (DB_PASSWORD=[redacted]), and'],
  ['a secret of this environment', ['+use abcdef-123456'], 'app/x adds what looks like a secret (use [redacted]), and'],
])('a diff with %s is not taken', (_what, lines, words) => {
  expect(() => refuseSecrets(diffOf('app/x', ...lines), redact, '')).toThrow(words);
});

test('what the deployed commit holds already is no reason to refuse', () => {
  const lines = [' DB_PASSWORD=hunter2', '-password: swordfish', '+the job is off'];
  expect(() => refuseSecrets(diffOf('app/x', ...lines), redact, '')).not.toThrow();
});
