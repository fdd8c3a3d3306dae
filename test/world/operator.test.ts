import { hostname, userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { runCommand } from '../../src/world/commands.js';
import { openRepository } from '../../src/world/git.js';
import { findOperator } from '../../src/world/operator.js';
import { repository } from '../helpers/repository.js';

const { username: login } = userInfo();

test('the operator is who git says, on this account and host', async () => {
  const { root, git } = repository();
  git('config', 'user.name', 'Ada L.');
  git('config', 'user.email', 'ada@x.test');
  const operator = await findOperator(await openRepository(root, runCommand), {}, {});
  expect(operator).toEqual({ name: 'Ada L.', email: 'ada@x.test', login, host: hostname() });
});

test('preferences win over git, and sudo names the account behind it', async () => {
  const user = async () => ({ name: 'Git', email: 'git@x.test' });
  const operator = await findOperator({ user }, { name: 'Ada L.' }, { SUDO_USER: 'ada' });
  expect(operator).toMatchObject({ name: 'Ada L.', email: 'git@x.test', sudoUser: 'ada' });
});

test('without any name the account is the name', async () => {
  const user = async () => ({});
  expect(await findOperator({ user }, {}, {})).toEqual({ name: login, email: '', login, host: hostname() });
});
