import { expect, test } from 'vitest';
import { createRedactor } from '../../src/text/redact.js';

const redact = createRedactor({});
const alnum = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V2';

test.each([
  ['a URL password', 'push https://ada:hunter2@git.test/x.git', 'push https://ada:[redacted]@git.test/x.git'],
  ['a URL password without a user', 'redis://:hunter2@cache:6379/0', 'redis://:[redacted]@cache:6379/0'],
  ['a URL password with an @ in it', 'postgres://u:p@ss@db/x', 'postgres://u:[redacted]@db/x'],
  ['a token as user of a URL', `https://${alnum}@git.test/`, 'https://[redacted]@git.test/'],
  ['a bearer header', 'Authorization: Bearer abc.def-ghi', 'Authorization: Bearer [redacted]'],
  ['a basic header', '> authorization: basic YWRhOmh1bnRlcjI=', '> authorization: basic [redacted]'],
  ['a bare header', 'Authorization: abcdef', 'Authorization: [redacted]'],
  ['a digest header', 'Authorization: Digest username="ada", response="6629fae4"', 'Authorization: [redacted]'],
  [
    'a header in a command',
    `curl -H "Authorization: token ${alnum}" https://x.test`,
    'curl -H "Authorization: token [redacted]" https://x.test',
  ],
  ['a header in JSON', '{"Authorization": "Bearer abcdef", "a": 1}', '{"Authorization": "Bearer [redacted]", "a": 1}'],
  ['a proxy header', 'Proxy-Authorization: Basic YTpi', 'Proxy-Authorization: Basic [redacted]'],
  ['a bearer token in prose', `sent Bearer ${alnum}`, 'sent Bearer [redacted]'],
  ['a GitHub token', `ghp_${alnum}`, '[redacted]'],
  ['a GitHub OAuth token', `x=gho_${alnum};`, 'x=[redacted];'],
  ['a GitHub server token', `ghs_${alnum}`, '[redacted]'],
  ['a fine-grained GitHub token', `github_pat_11ABC_${alnum}`, '[redacted]'],
  ['a GitLab token', 'glpat-abcDEF123456_-abcdef', '[redacted]'],
  ['a Slack token', 'xoxb-123456789012-abcdef', '[redacted]'],
  ['an AWS key id', 'AKIAIOSFODNN7EXAMPLE', '[redacted]'],
  ['an AI key', `sk-${alnum}`, '[redacted]'],
  ['a project AI key', `sk-proj-abc_def-${alnum}`, '[redacted]'],
  ['a payment key', 'sk_live_abcdef0123456789', '[redacted]'],
  ['an npm token', `//registry.test/:_authToken=npm_${alnum.slice(0, 36)}`, '//registry.test/:_authToken=[redacted]'],
  ['a JSON Web Token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP_mB92K', '[redacted]'],
  ['a password in the environment', 'DB_PASSWORD=hunter2 make', 'DB_PASSWORD=[redacted] make'],
  ['a short name of a password', '+DB_PASS=hunter2', '+DB_PASS=[redacted]'],
  ['a passphrase', 'passphrase: correct-horse', 'passphrase: [redacted]'],
  ['a password in YAML', 'password: hunter2', 'password: [redacted]'],
  ['a quoted password', `passwd = 'correct horse'`, `passwd = '[redacted]'`],
  ['a secret in JSON', '{"client_secret":"s3cr3t","user":"ada"}', '{"client_secret":"[redacted]","user":"ada"}'],
  [
    'a secret in JSON in JSON',
    String.raw`"{\"password\": \"hunter2\", \"a\": 1}"`,
    String.raw`"{\"password\": [redacted] \"a\": 1}"`,
  ],
  ['an API key', 'X-Api-Key: 0123abcd', 'X-Api-Key: [redacted]'],
  ['a secret key', 'SECRET_KEY = "django-insecure-x"', 'SECRET_KEY = "[redacted]"'],
  ['a token in a query', 'GET /x?access_token=abcd1234', 'GET /x?access_token=[redacted]'],
  ['a password option', 'mysql --password hunter2 shop', 'mysql --password [redacted] shop'],
  ['a password option with =', 'mysql --password=hunter2 shop', 'mysql --password=[redacted] shop'],
])('%s is hidden', (_, text, hidden) => {
  expect(redact(text)).toBe(hidden);
  expect(redact(hidden)).toBe(hidden);
});

const body = `${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n'.repeat(3)}MzEfYyjiWA4R4/M2bS1GB4t7NXp98C3S\n`;

test.each([
  ['a key block', `a\n-----BEGIN RSA PRIVATE KEY-----\n${body}-----END RSA PRIVATE KEY-----\nb`, 'a\n[redacted]\nb'],
  ['an OpenSSH key', `-----BEGIN OPENSSH PRIVATE KEY-----\n${body}-----END OPENSSH PRIVATE KEY-----`, '[redacted]'],
  ['a PGP key', `-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${body}-----END PGP PRIVATE KEY BLOCK-----`, '[redacted]'],
  ['a key on one line', '"-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\\n"', '"[redacted]\\n"'],
  ['a key whose end was cut off', `a\n-----BEGIN PRIVATE KEY-----\n${body}`, 'a\n[redacted]'],
  ['a key whose beginning was cut off', `first line\n${body}-----END PRIVATE KEY-----\nb`, 'first line\n[redacted]\nb'],
])('%s is hidden', (_, text, hidden) => {
  expect(redact(text)).toBe(hidden);
});

test.each([
  '410 passed, 2 failed in 1 m 52 s',
  'SyntaxError: Unexpected token: identifier',
  'Unexpected token } in JSON at position 12',
  'password: must be at least 8 characters',
  'Password:',
  'Password:\nWelcome to web1',
  'token: missing',
  'DB_PASSWORD=$DB_PASSWORD make migrate',
  'password: ********',
  'GET http://localhost:3000/login?next=/ 200 in 12 ms',
  'fetch https://packages.example.test/@types%2fnode',
  'docker://node:20@sha256:0123456789abcdef',
  'ssh://deploy@web1.shop.test:22/srv',
  'git@github.com:acme/shop.git',
  'commit 3f2a91c0b7d4e5f60718293a4b5c6d7e8f901234',
  'npm_config_cache=/home/ada/.npm',
  'class="sk-fading-circle sk-circle-bounce-dot"',
  'max_tokens=100 tokenizer: fast',
  'the author of the token parser left a note',
  'passed: 12, passing: 3',
  'pass: 1200, bypass: always',
  'Merge branch "task-authorization-keyboard" into main',
  'monkey: 1234 key: value',
  'eyJust a word.and another.one',
  'auth that needs an app-specific-password when using it',
  'connect(user, password=None)',
  'id-token: write',
  'password_file: /etc/shop/password',
])('%j is an ordinary line and stays', (line) => {
  expect(redact(line)).toBe(line);
});

const env = {
  DEPLOY_TOKEN: 'p/ss wörd"+1',
  API_KEY: 'abcdef123456',
  HOME: '/home/ada',
  GIT_AUTHOR_NAME: 'Ada Lovelace',
  SSH_AUTH_SOCK: '/tmp/ssh-abc/agent.1',
  AUTH_MODE: 'password-and-key',
  KEY_ENV: 'production',
  SHORT_SECRET: 'abc',
  LONG_SECRET: 'abcdef123456-and-more',
  EMPTY_TOKEN: '',
  MISSING_TOKEN: undefined,
};
const redactEnv = createRedactor(env);

test.each([
  ['as it is', 'x p/ss wörd"+1 y', 'x [redacted] y'],
  ['in a URL', `x ${encodeURIComponent(env.DEPLOY_TOKEN)} y`, 'x [redacted] y'],
  ['in a URL with small letters', `x ${encodeURIComponent(env.DEPLOY_TOKEN).toLowerCase()} y`, 'x [redacted] y'],
  ['in base64', `x ${Buffer.from(env.DEPLOY_TOKEN).toString('base64')} y`, /^x \[redacted\]=* y$/],
  ['in JSON', JSON.stringify({ x: env.DEPLOY_TOKEN }), '{"x":"[redacted]"}'],
  ['twice, and inside a word', 'abcdef123456abcdef123456x', '[redacted][redacted]x'],
  ['when another value begins with it', 'x abcdef123456-and-more', 'x [redacted]'],
])('the value of a secret variable is hidden %s', (_, text, hidden) => {
  expect(redactEnv(text)).toEqual(typeof hidden === 'string' ? hidden : expect.stringMatching(hidden));
});

test('other values of the environment stay', () => {
  const text = '/home/ada Ada Lovelace /tmp/ssh-abc/agent.1 password-and-key production abc';
  expect(redactEnv(text)).toBe(text);
});

test('a key of several lines is hidden line by line', () => {
  const lines = `-----BEGIN KEY-----\n${body}-----END KEY-----`;
  expect(createRedactor({ SIGNING_KEY: lines })(`found ${body.split('\n')[1]} here`)).toBe('found [redacted] here');
});

test('a value with a lone surrogate does no harm', () => {
  expect(createRedactor({ A_TOKEN: 'abc\ud800defg' })('plain')).toBe('plain');
});

test.each([
  'a',
  'a.',
  'eyJ',
  'eyJaaaaaa.',
  'eyJaaaaaa.eyJaaaaaa',
  'token',
  'token=',
  'token="',
  "token='",
  'passw',
  'password ',
  '://',
  '://a:',
  '://a:b',
  'a:b@',
  'authorization',
  'authorization: ',
  'authorization: digest ',
  'bearer ',
  'bearer a-',
  '-----BEGIN PRIVATE KEY-----',
  '-----END PRIVATE KEY-----\n',
  'AAAAAAAA\n',
  '-----BEGIN A',
  'sk-',
  'ghp_',
  'xoxb-',
  '--a-',
  'secret: ',
  '"',
  ' ',
  '\n',
  'glpat-',
  'PRIVATE KEY ',
])('200 KB of %j are looked through in linear time', (piece) => {
  const text = piece.repeat(Math.floor(200_000 / piece.length));
  const start = performance.now();
  redactEnv(`${text}x`);
  expect(performance.now() - start).toBeLessThan(3000);
});
