import { describe, expect, test } from 'vitest';
import { parseAcks } from '../../src/checklist/acks.js';
import { type NewAck, withAck, withoutAck } from '../../src/checklist/acks-edit.js';

const ack: NewAck = {
  key: 'servers:twice:libssl:psycopg2*',
  reason: `psycopg2: bundles 1.1.1; ${'tried under load, '.repeat(8)}issue 311`,
  by: 'ada',
  at: '2026-11-20',
  until: '2026-12-20',
};
const add = (text: string | undefined, changes: Partial<NewAck> = {}, renew = false): string =>
  withAck(text, { ...ack, ...changes }, { renew });
const lines = (text: string): readonly string[] => text.split('\n');

describe('a new entry', () => {
  test('begins a file that says what it is', () => {
    const text = add(undefined);
    expect(text).toMatch(/^# Findings that are known and accepted until a date\./);
    expect(parseAcks(text, 'acks.yml')).toMatchObject([ack]);
  });

  test('leaves every line of the file as it was', () => {
    const before = `# Ours, see the wiki\n\n- key: "a:b" # odd\n  reason: 'it is known'\n  by: ada\n  at: 2026-11-20\n  until: 2026-12-01\n\n# Bob's\n- {key: c:d, reason: it is known, by: bob, at: 2026-11-20, until: 2026-12-01}\n`;
    const after = add(before.replace('{key', '{ key').replace('01}', '01 }'));
    expect(
      lines(after)
        .slice(0, lines(before).length - 1)
        .join('\n'),
    ).toBe(before.replace('{key', '{ key').replace('01}', '01 }').trimEnd());
    expect(parseAcks(after, 'acks.yml').map(({ key }) => key)).toEqual(['a:b', 'c:d', ack.key]);
  });

  test.each<[string, string]>([
    ['an empty list', '[]\n'],
    ['nothing', ''],
    ['only comments', '# none yet\n'],
    ['a list set in', '  - {key: c:d, reason: it is known, by: bob, at: 2026-11-20, until: 2026-12-01}\n'],
  ])('goes into a file of %s', (_what, before) => {
    expect(parseAcks(add(before), 'acks.yml').at(-1)).toMatchObject(ack);
  });

  test.each([
    ['1e5:0012', '1e5:0012'],
    ['a:b: c', 'a:b: c'],
    ["a:'#x", "a:'#x"],
    ['a:*', 'a:*'],
    ['a:{b}', 'a:{b}'],
  ])('with the key %s comes back as it went in', (key) => {
    expect(parseAcks(add(undefined, { key, reason: key, commit: '1234567' }), 'acks.yml')).toMatchObject([
      { key, reason: key, commit: '1234567' },
    ]);
  });

  test('keeps the line ends of Windows', () => {
    const text = add(add(undefined).replaceAll('\n', '\r\n'), { key: 'a:b' });
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });
});

describe('an entry of the same key', () => {
  const before = `- {key: a:b, reason: it is known, by: bob, at: 2026-11-20, until: 2026-12-01}\n\n# Old\n- {key: ${JSON.stringify(ack.key)}, reason: it is known, by: bob, at: 2026-10-20, until: 2026-11-01}\n- {key: c:d, reason: it is known, by: bob, at: 2026-11-20, until: 2026-12-01}\n`;

  test('is never doubled', () => {
    expect(() => add(before)).toThrow(`\`${ack.key}\` was acknowledged before, by bob until 2026-11-01`);
  });

  test('gives way in its place, and what stands above it stays', () => {
    const after = add(before, {}, true);
    expect(parseAcks(after, 'acks.yml').map(({ key, by }) => `${key} ${by}`)).toEqual([
      'a:b bob',
      `${ack.key} ada`,
      'c:d bob',
    ]);
    expect(after).toContain(`\n\n# Old\n- key: ${ack.key}\n`);
  });
});

test('an entry that another one repeats by an alias does not give way by itself', () => {
  const before = `- &a {key: '${ack.key}', reason: it is known, by: bob, at: 2026-11-20, until: 2026-12-01}\n- *a\n`;
  expect(() => add(before, {}, true)).toThrow('uses YAML aliases that would not fit any more');
});

test('a file with a mistake in it is not touched', () => {
  expect(() => add('- key: a:b\n')).toThrow(/`reason` is missing/);
});

describe('an entry taken out', () => {
  const one = (key: string): string =>
    `- key: ${key}\n  reason: it is known\n  by: ada\n  at: 2026-11-20\n  until: 2026-12-01\n`;

  test('leaves comments and the order of the others', () => {
    const text = `# Ours\n\n${one('a:b')}# Bob's\n${one('c:d')}# see 311\n${one('e:f')}# the end\n`;
    const without = (key: string): string => withoutAck(text, key).replaceAll('\n\n', '\n');
    expect(without('c:d')).toBe(`# Ours\n${one('a:b')}# Bob's\n# see 311\n${one('e:f')}# the end\n`);
    expect(without('e:f')).toBe(`# Ours\n${one('a:b')}# Bob's\n${one('c:d')}# see 311\n# the end\n`);
    expect(without('a:b')).toBe(`# Ours\n# Bob's\n${one('c:d')}# see 311\n${one('e:f')}# the end\n`);
    const last = withoutAck(`# Ours\n\n# about it\n${one('a:b')}`, 'a:b');
    expect(parseAcks(last, 'acks.yml')).toEqual([]);
    expect(last).toMatch(/^# Ours\n\s*# about it\n/);
  });

  test('has to be there', () => {
    expect(() => withoutAck(one('a:b'), 'x:y')).toThrow('.shipit/acks.yml has no entry for `x:y`');
    expect(() => withoutAck(undefined, 'x:y')).toThrow('has no entry');
  });
});
