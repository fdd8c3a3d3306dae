import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { repository, temporaryDirectory } from '../helpers/repository.js';
import { openTerminal } from '../helpers/terminal.js';

const checklist = 'shipit: 1\napp: shop\nchecks:\n  - {ask: "Is the sky clear?", id: sky}\ndeploy: "true"\n';

const project = () => {
  const { root } = repository({ 'shipit.yml': checklist });
  return { root, state: temporaryDirectory() };
};

const walk = (env: Readonly<Record<string, string>> = {}, { root, state } = project()) =>
  openTerminal({ cwd: root, env: { SHIPIT_STATE_DIR: state, SHIPIT_CONFIG_DIR: state, ...env } });

test('--version is the version of the package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(execFileSync(process.execPath, ['bin/shipit.cjs', '--version'], { encoding: 'utf8' })).toBe(`${version}\n`);
});

test('a variable CI in the environment of a real terminal does not blank the screen', async () => {
  await using terminal = walk({ CI: 'true', CONTINUOUS_INTEGRATION: '1', DEV: 'true' });
  await terminal.see('Is the sky clear?');
  expect(terminal.raw()).not.toContain('react-devtools');
});

test('F13 a closed terminal ends it at once, by its own decision and without a crash', async () => {
  const { root, state } = project();
  await using terminal = walk({}, { root, state });
  await terminal.see('Is the sky clear?');
  terminal.hangUp();
  const { signal, exitCode } = await terminal.exited;
  // SIGKILL by its own hand, where Node's own exit would crash (SIGSEGV, 11).
  expect([undefined, 9]).toContain(signal);
  expect([0, 129]).toContain(exitCode);
  expect(spawnSync('grep', ['-rq', '"type":"interrupted"', state]).status).toBe(0);
});

test('F54 a reader that has seen enough ends it quietly, and no mistake is forgotten over it', () => {
  const { stdout, stderr } = spawnSync('bash', ['-c', 'node bin/shipit.cjs schema | head -c 1; echo " $PIPESTATUS"'], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('{ 0\n');
  expect(stderr).toBe('');
  const missing = spawnSync('bash', ['-c', 'node bin/shipit.cjs lint nope.yml --json | true; echo $PIPESTATUS']);
  expect(String(missing.stdout)).toBe('2\n');
});

test('what is not a checklist ends with exit code 2 and no stack', () => {
  const { root } = repository({ 'shipit.yml': 'nonsense: true\n' });
  const { status, stderr } = spawnSync(process.execPath, ['bin/shipit.cjs', '-C', root, 'lint'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).not.toMatch(/^\s+at /m);
});
