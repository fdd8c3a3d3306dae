import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createSsh } from '../../src/world/ssh/ssh.js';
import { temporaryDirectory } from '../helpers/repository.js';
import { hosts, type TestHost, testSsh } from '../helpers/sshd.js';
import { ask, section, texts, until } from './asking.js';

const logins = (host: TestHost): number => host.log().match(/Accepted publickey/g)?.length ?? 0;

testSsh('sections of one host come over one connection, each with its words, its environment and its end', async () => {
  const net = await hosts({ web1: {} });
  const script = 'try_echo() { printf "%s|" "$@"; printf "%s" "$NAME"; }\ntry_fail() { echo broken >&2; return 3; }\n';

  const answer = await ask(createSsh(net.commands, '/'), 'web1', [
    { name: 'echo', script, call: ['try_echo', 'a b', "it's"], env: { NAME: '$HOME `id`' } },
    { name: 'fail', script, call: ['try_fail'] },
    { name: 'bare', script, call: ['try_echo'] },
  ]);

  expect(answer.problem).toBeUndefined();
  expect(answer.sections.get('echo')).toEqual({ how: 'done', rc: 0, text: "a b|it's|$HOME `id`", err: '' });
  expect(answer.sections.get('fail')).toEqual({ how: 'done', rc: 3, text: '', err: 'broken' });
  expect(texts(answer)['bare']).toBe('|');
  expect(logins(net.at('web1'))).toBe(1);
});

testSsh('checks that ask at the same moment share one connection, and what they want alike is asked once', async () => {
  const net = await hosts({ web1: {} });
  const ssh = createSsh(net.commands, '/');
  const alike = section('count', 'echo x >>~/asked; wc -l <~/asked');

  const [one, two] = await Promise.all([
    ask(ssh, 'web1', [alike, section('own', 'echo one')]),
    ask(ssh, 'web1', [{ ...alike, name: 'mine' }, section('own', 'echo two')]),
  ]);

  expect(texts(one)).toEqual({ count: '1', own: 'one' });
  expect(texts(two)).toEqual({ mine: '1', own: 'two' });
  expect(logins(net.at('web1'))).toBe(1);
});

testSsh('what a section changes is seen by no other', async () => {
  const net = await hosts({ web1: {} });

  const answer = await ask(createSsh(net.commands, '/'), 'web1', [
    section('changes', 'cd /; NAME=x; export NAME; PATH=/nowhere; have() { false; }; exec >/dev/null; exit 3'),
    section('eats', 'cat; read -r line; echo "<$line>"'),
    section('sees', 'echo "<$NAME>"; have sh && echo has'),
  ]);

  expect(answer.problem).toBeUndefined();
  expect(texts(answer)['eats']).toBe('<>');
  expect(texts(answer)['sees']).toBe('<>\nhas');
});

testSsh('who asks for little gets it as soon as it is there', async () => {
  const net = await hosts({ web1: {} });
  const ssh = createSsh(net.commands, '/');
  const go = join(net.at('web1').home, 'go');

  const quick = ask(ssh, 'web1', [section('quick', 'echo here')]);
  const slow = ask(ssh, 'web1', [section('slow', 'until [ -e ~/go ]; do sleep 0.02; done; echo done')]);

  expect(texts(await quick)).toEqual({ quick: 'here' });
  writeFileSync(go, '');
  expect(texts(await slow)).toEqual({ slow: 'done' });
  expect(logins(net.at('web1'))).toBe(1);
});

testSsh('who stops asking keeps what had come, and does not stop the others', async () => {
  const net = await hosts({ web1: {} });
  const ssh = createSsh(net.commands, '/');
  const first = section('first', 'echo first');
  const waits = section('waits', 'until [ -e ~/go ]; do sleep 0.02; done; echo done');
  const impatient = new AbortController();

  const quick = ask(ssh, 'web1', [first]);
  const one = ask(ssh, 'web1', [first, waits], impatient);
  const two = ask(ssh, 'web1', [first, waits]);
  await quick;
  impatient.abort();

  expect(await one).toMatchObject({ problem: { kind: 'aborted' } });
  expect(texts(await one)).toEqual({ first: 'first', waits: 'missing' });
  writeFileSync(join(net.at('web1').home, 'go'), '');
  expect(texts(await two)).toEqual({ first: 'first', waits: 'done' });
  expect(logins(net.at('web1'))).toBe(1);
});

testSsh('when all have stopped asking, the connection ends and makes room for the next', async () => {
  const net = await hosts({ web1: {} });
  const ssh = createSsh(net.commands, '/');
  const all = new AbortController();

  const one = ask(ssh, 'web1', [section('waits', 'echo x >~/begun; sleep 60')], all);
  await until(() => readdirSync(net.at('web1').home).includes('begun'));
  all.abort();

  expect(texts(await one)).toEqual({ waits: 'missing' });
  expect(texts(await ask(ssh, 'web1', [section('next', 'echo next')]))).toEqual({ next: 'next' });
});

testSsh('who asks for little is answered first, whoever came first', async () => {
  const net = await hosts({ web1: {} });
  const ssh = createSsh(net.commands, '/');
  const note = (name: string) => section(name, `echo ${name} >>~/order`);

  await Promise.all([ask(ssh, 'web1', [note('a'), note('b')]), ask(ssh, 'web1', [note('c')])]);

  expect(readFileSync(join(net.at('web1').home, 'order'), 'utf8')).toBe('c\na\nb\n');
});

testSsh('one who has little time does not wait for the others', async () => {
  const net = await hosts({ web1: {} });
  const ssh = createSsh(net.commands, '/');
  const waits = section('waits', 'until [ -e ~/go ]; do sleep 0.02; done; echo done');

  const patient = ask(ssh, 'web1', [waits]);
  const hasty = await ask(ssh, 'web1', [waits], { timeoutMs: 1000 });

  expect(hasty).toMatchObject({ problem: { kind: 'timeout' } });
  writeFileSync(join(net.at('web1').home, 'go'), '');
  expect(texts(await patient)).toEqual({ waits: 'done' });
});

testSsh('while a host is being asked, the next who come wait, and share the next connection', async () => {
  const net = await hosts({ web1: {} });
  const ssh = createSsh(net.commands, '/');
  const { home } = net.at('web1');

  const first = ask(ssh, 'web1', [section('first', 'echo x >~/begun; until [ -e ~/go ]; do sleep 0.02; done')]);
  await until(() => readdirSync(home).includes('begun'));
  const later = [1, 2, 3].map((one) => ask(ssh, 'web1', [section(`later${one}`, `echo ${one}`)]));
  writeFileSync(join(home, 'go'), '');

  expect((await first).problem).toBeUndefined();
  expect((await Promise.all(later)).map(texts)).toEqual([{ later1: '1' }, { later2: '2' }, { later3: '3' }]);
  expect(logins(net.at('web1'))).toBe(2);
});

testSsh('of 20 hosts at most 6 are asked at once, and all of them answer', async () => {
  const net = await hosts({ web1: {} });
  const there = temporaryDirectory();
  mkdirSync(join(there, 'now'));
  const names = Array.from({ length: 20 }, (_, index) => `h${index + 1}`);
  writeFileSync(
    net.config,
    `Host ${names.join(' ')}\n  Port ${net.at('web1').port}\n  HostKeyAlias web1\n${readFileSync(net.config, 'utf8')}`,
  );
  const ssh = createSsh(net.commands, '/');
  const busy = section(
    'busy',
    'mkdir "$1/now/$$"; set -- "$1" "$1"/now/*; echo $(($# - 1)) >>"$1/most"; sleep 0.1; rmdir "$1/now/$$"',
    there,
  );

  const answers = await Promise.all(names.map((name) => ask(ssh, name, [busy])));

  expect(answers.filter(({ problem }) => problem !== undefined)).toEqual([]);
  const atOnce = readFileSync(join(there, 'most'), 'utf8').trim().split('\n').map(Number);
  expect(atOnce).toHaveLength(20);
  expect(Math.max(...atOnce)).toBeLessThanOrEqual(6);
  expect(Math.max(...atOnce)).toBeGreaterThan(1);
});
