import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Session } from '../../src/engine/session.js';
import type { Answered } from '../../src/run/events.js';
import { opened, settled } from './opened.js';

const broken = '{run: "test -e fine || exit 1", id: lamp}\n  - {ask: "Is the sky clear?", id: sky}';
const entry = (changes: { readonly key?: string; readonly until?: string; readonly more?: string } = {}): string =>
  `- {key: '${changes.key ?? 'lamp:*'}', reason: the lamp is known to be broken, by: ada, at: 2026-11-01, until: ${changes.until ?? '2026-11-19'}${changes.more ?? ''}}\n`;
const answer = (check: string, given: 'go' | 'no-go', how: Answered['how'] = 'human'): Answered => ({
  type: 'answer',
  check,
  question: '?',
  go_answer: 'yes',
  answer: given,
  how,
  by: 'Ada L.',
  seen: how === 'auto' ? 'go' : 'unknown',
  findings: [],
  ms_on_screen: 0,
});
const gathered = async (session: Session, again?: string): Promise<void> => {
  const done = settled(session);
  if (again === undefined) {
    session.gatherMissing();
  } else {
    session.lookAgain(again);
  }

  await done;
};
const stateOf = ({ situation }: Session, id: string) => situation().before.find(({ item }) => item.id === id);
const launch = (session: Session): Promise<string> => session.decide('production');

test('the file is read at every gathering, and its digest stands with the evidence', async () => {
  const { session, write, records } = await opened(broken);
  await gathered(session);
  expect(stateOf(session, 'lamp')).toMatchObject({ verdict: 'no-go', state: 'open' });
  write({ '.shipit/acks.yml': entry() });
  await gathered(session, 'lamp');
  expect(stateOf(session, 'lamp')?.verdict).toBe('go');
  const digests = records()
    .filter(({ type }) => type === 'evidence')
    .map((record) => record['acks']);
  expect(digests).toEqual([undefined, expect.stringMatching(/^[0-9a-f]{64}$/)]);
  session.close();
});

const accepted = async () => {
  const made = await opened(broken);
  made.write({ '.shipit/acks.yml': entry() });
  await gathered(made.session);
  made.session.record(answer('lamp', 'go', 'auto'));
  made.session.record(answer('sky', 'go'));
  expect(made.session.situation().stage).toBe('launch');
  return made;
};

test('what is accepted still is launched', async () => {
  const { session } = await accepted();
  expect(await launch(session)).toBe('launched');
  session.close();
});

test.each<[string, string]>([
  ['taken back', '# nothing any more\n'],
  ['for another commit only', entry({ more: ', commit: 1234567' })],
  ['for something else', entry({ key: 'lamp:other' })],
  ['in a file that is broken by now', '- {key: lamp:*}\n'],
])('an acknowledgement that is %s before the launch stops it', async (_what, text) => {
  const { session, write } = await accepted();
  write({ '.shipit/acks.yml': text });
  expect(await launch(session)).toBe('back');
  expect(stateOf(session, 'lamp')).toMatchObject({ verdict: 'no-go', state: 'open' });
  session.close();
});

test('an acknowledgement that became the word of the operator alone, where it takes two, stops the launch', async () => {
  const two = broken.replace('id: lamp', 'id: lamp, override: second');
  const { session, write } = await opened(two);
  write({ '.shipit/acks.yml': entry().replace('ada', 'bob') });
  await gathered(session);
  session.record(answer('lamp', 'go', 'auto'));
  session.record(answer('sky', 'go'));
  write({ '.shipit/acks.yml': entry() });
  expect(await launch(session)).toBe('back');
  expect(stateOf(session, 'lamp')).toMatchObject({ verdict: 'no-go', state: 'open' });
  session.close();
});

test('an acknowledgement that ended at midnight stops the launch', async () => {
  const { session, sleep } = await accepted();
  sleep(24 * 3_600_000);
  expect(await launch(session)).toBe('back');
  expect(stateOf(session, 'lamp')?.summary).toBe('exit 1 in < 1 s (acknowledgement ended yesterday)');
  session.close();
});

test('a file that breaks during a run silences nothing, and the evidence says why', async () => {
  const { session, write } = await opened(broken);
  write({ '.shipit/acks.yml': `${entry()}- {key: lamp:*}\n` });
  await gathered(session);
  expect(stateOf(session, 'lamp')?.verdict).toBe('no-go');
  const detail = session.situation().run.evidence['lamp']?.event.detail;
  expect(detail?.[0]).toMatch(/^no acknowledgement counts: \.shipit\/acks\.yml:2:3 `reason` is missing/);
  session.close();
});

test('a no of a person stands, whatever is accepted later', async () => {
  const { session, write } = await opened(broken);
  write({ fine: '' });
  await gathered(session);
  session.record(answer('lamp', 'no-go'));
  write({ '.shipit/acks.yml': entry() });
  await gathered(session, 'lamp');
  expect(stateOf(session, 'lamp')).toMatchObject({ verdict: 'no-go', state: 'open' });
  session.close();
});

test('what an override accepts stands in the file and in the log, and counts from the next gathering on', async () => {
  const { session, root, records } = await opened(broken);
  await gathered(session);
  const reason = 'the lamp is known to be broken';
  await session.accept({ check: 'lamp', keys: ['lamp:failed'], until: '2026-12-19', reason });
  const said = 'Accepted until 2026-12-19: .shipit/acks.yml was written; commit it for review.';
  expect(session.situation().message).toBe(said);
  expect(records().at(-1)).toMatchObject({
    type: 'acked',
    check: 'lamp',
    key: 'lamp:failed',
    until: '2026-12-19',
    reason,
    by: 'Ada L.',
  });
  expect(readFileSync(join(root, '.shipit/acks.yml'), 'utf8')).toContain(
    '- key: lamp:failed\n  reason: the lamp is known to be broken\n  by: Ada L.\n  at: 2026-11-19\n  until: 2026-12-19\n',
  );
  await gathered(session, 'lamp');
  expect(stateOf(session, 'lamp')?.verdict).toBe('go');
  session.record(answer('lamp', 'go', 'auto'));
  expect(session.situation().message).toBe(said);
  session.record(answer('lamp', 'go'));
  expect(session.situation().message).toBeUndefined();
  session.close();
});

test('what cannot be accepted is not on record, and the operator is told', async () => {
  const { session, write, records } = await opened(broken);
  write({ '.shipit/acks.yml': '- {key: lamp:*}\n' });
  await session.accept({ check: 'lamp', keys: ['lamp:failed'], until: '2026-12-19', reason: 'it is known to be so' });
  expect(session.situation().message).toBe('Nothing was accepted: .shipit/acks.yml:1:3 `reason` is missing');
  expect(records().map(({ type }) => type)).not.toContain('acked');
  session.close();
});

test('a secret in the reason reaches neither the file nor the log', async () => {
  const { session, root, records } = await opened(broken, {
    redact: (text) => text.replaceAll('hunter2', '[redacted]'),
  });
  await session.accept({
    check: 'lamp',
    keys: ['lamp:failed'],
    until: '2026-12-19',
    reason: 'the password is hunter2',
  });
  expect(`${readFileSync(join(root, '.shipit/acks.yml'), 'utf8')}${JSON.stringify(records())}`).not.toContain(
    'hunter2',
  );
  session.close();
});

test('where there is a file in place of the directory, it is said, and nothing is on record', async () => {
  const { session, write, records } = await opened(broken);
  write({ '.shipit': '' });
  await session.accept({ check: 'lamp', keys: ['lamp:failed'], until: '2026-12-19', reason: 'it is known to be so' });
  expect(session.situation().message).toBe(
    'Nothing was accepted: .shipit/acks.yml cannot be written: its directory is a file',
  );
  expect(records().map(({ type }) => type)).not.toContain('acked');
  session.close();
});
