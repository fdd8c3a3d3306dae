import { expect } from 'vitest';
import { createSsh } from '../../src/world/ssh/ssh.js';
import { hosts, testSsh } from '../helpers/sshd.js';

const script = 'try_echo() { printf "%s|" "$@"; printf "%s" "$NAME"; }\ntry_fail() { echo broken >&2; return 3; }\n';

testSsh('sections of one host come over one connection, each with its status and its errors', async () => {
  const net = await hosts({ web1: {} });
  const ssh = createSsh(net.commands, '/');
  const { signal } = new AbortController();

  const answer = await ssh.ask('web1', {
    sections: [
      { name: 'echo', script, call: ['try_echo', 'a b', "it's"], env: { NAME: '$HOME `id`' } },
      { name: 'fail', script, call: ['try_fail'] },
    ],
    timeoutMs: 20_000,
    signal,
  });

  expect(answer.problem).toBeUndefined();
  expect(answer.sections.get('echo')).toEqual({ how: 'done', rc: 0, text: "a b|it's|$HOME `id`", err: '' });
  expect(answer.sections.get('fail')).toEqual({ how: 'done', rc: 3, text: '', err: 'broken' });
  expect(
    net
      .at('web1')
      .log()
      .match(/Accepted publickey/g),
  ).toHaveLength(1);
});
