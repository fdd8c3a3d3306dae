import { expect, test } from 'vitest';
import { runCommand } from '../../src/world/commands.js';
import { commandEnvironment } from '../../src/world/environment.js';

const ambient = {
  PATH: '/usr/bin:.:bin:/bin',
  HOME: '/home/ada',
  XDG_RUNTIME_DIR: '/run/user/1',
  SSH_AUTH_SOCK: '/run/agent',
  DATABASE_URL: 'postgres://test',
  AWS_SECRET_ACCESS_KEY: 'secret',
  NODE_OPTIONS: '--require evil',
  LD_PRELOAD: '/evil.so',
  DYLD_INSERT_LIBRARIES: '/evil.dylib',
  GIT_DIR: '/elsewhere',
  GIT_INDEX_FILE: '/elsewhere/index',
  SHIPIT_STATE_DIR: '/state',
  npm_config_registry: 'http://x.test',
  FORCE_COLOR: '1',
  UNSET: undefined,
};

const unattended = {
  CI: '1',
  NO_COLOR: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C.UTF-8',
  SSH_ASKPASS_REQUIRE: 'never',
};

test('a program that shipit picked gets the minimum, and no relative part of the PATH', () => {
  expect(commandEnvironment(ambient, 'minimal')).toEqual({
    PATH: '/usr/bin:/bin',
    HOME: '/home/ada',
    XDG_RUNTIME_DIR: '/run/user/1',
    SSH_AUTH_SOCK: '/run/agent',
    ...unattended,
  });
});

test('a command of the project gets what the operator has, without what bends programs or git', () => {
  expect(commandEnvironment(ambient, 'operator')).toEqual({
    PATH: '/usr/bin:.:bin:/bin',
    HOME: '/home/ada',
    XDG_RUNTIME_DIR: '/run/user/1',
    SSH_AUTH_SOCK: '/run/agent',
    DATABASE_URL: 'postgres://test',
    AWS_SECRET_ACCESS_KEY: 'secret',
    ...unattended,
  });
});

test('ssh gets what the settings of the operator may need, and no relative part of the PATH', () => {
  expect(commandEnvironment(ambient, 'settings')).toEqual({
    ...commandEnvironment(ambient, 'operator'),
    PATH: '/usr/bin:/bin',
  });
});

test('a real command sees exactly that, and what the request adds', async () => {
  const request = { command: ['env'], cwd: '/', timeoutMs: 10_000, env: { SHIPIT_COMMIT: '3f2a91c' } };
  const { stdout } = await runCommand(request);
  const names = stdout.split('\n').flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);
  const allowed = /^(PATH|HOME|LANG|TERM|USER|LOGNAME|TMPDIR|SHELL|SSH_AUTH_SOCK|XDG_\w+|SHIPIT_COMMIT)$/;
  expect(names.filter((name) => !allowed.test(name)).toSorted()).toEqual(Object.keys(unattended).toSorted());
  expect(stdout).toContain('SHIPIT_COMMIT=3f2a91c');
});
