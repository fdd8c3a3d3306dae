import { describe, expect, test } from 'vitest';
import { parsePatches } from '../../src/checklist/patches-parse.js';
import { mistakesOf } from './project.js';

const entry = (changes: Readonly<Record<string, string | undefined>> = {}): string => {
  const fields: Readonly<Record<string, string | undefined>> = {
    id: 'MP-12',
    title: 'stop the event job',
    hosts: '[web1, deploy@web2:2222]',
    at: '2026-11-18',
    by: 'ada',
    patch: 'ops/patches/MP-12.diff',
    ...changes,
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return `- ${lines.join('\n  ')}\n`;
};

const mistakes = (text: string) =>
  mistakesOf(
    new Promise((resolve) => {
      resolve(parsePatches(text, 'shipit.yml'));
    }),
  );

describe('a patch', () => {
  test('is read with its place, and what is not said is the usual', () => {
    expect(parsePatches(`# ours\n${entry()}`, 'p.yml')).toEqual([
      {
        id: 'MP-12',
        title: 'stop the event job',
        hosts: ['web1', 'deploy@web2:2222'],
        at: '2026-11-18',
        by: 'ada',
        patch: 'ops/patches/MP-12.diff',
        files: [],
        restart: [],
        state: 'applied',
        place: { file: 'p.yml', line: 2, col: 3 },
      },
    ]);
  });

  test('may say everything', () => {
    const text = entry({
      hosts: 'web1',
      files: 'app/jobs.py',
      commit: '0012345',
      pr: '311',
      restart: '{command: [systemctl, restart, shop]}',
      until: '2026-12-02',
      why: 'the job takes the database down',
      state: 'included',
    });
    expect(parsePatches(text, 'p.yml')).toMatchObject([
      {
        hosts: ['web1'],
        files: ['app/jobs.py'],
        commit: '0012345',
        pr: 311,
        restart: { command: ['systemctl', 'restart', 'shop'] },
        until: '2026-12-02',
        state: 'included',
      },
    ]);
    expect(parsePatches(entry({ restart: '[shop-web, "app@1.service"]' }), 'p.yml')).toMatchObject([
      { restart: ['shop-web', 'app@1.service'] },
    ]);
  });

  test.each(['id', 'title', 'hosts', 'at', 'by'])('without `%s` rejects the register', async (name) => {
    expect(await mistakes(entry({ [name]: undefined }))).toEqual([`1:3 \`${name}\` is missing`]);
  });

  test.each<[string, Readonly<Record<string, string | undefined>>, RegExp]>([
    ['an unknown key', { tittle: 'x' }, /^7:3 unknown key `tittle` → did you mean `title`\?$/],
    ['a state that is none', { state: 'aplied' }, /^7:10 .*`aplied`.*did you mean `applied`/],
    ['a day that is none', { at: '2026-02-30' }, /^4:7 `at` is not a date → write it like 2026-12-20$/],
    ['an end before its beginning', { until: '2026-11-17' }, /^7:10 `until` is before `at` \(2026-11-18\)$/],
    ['a host that is an option', { hosts: '[-oProxyCommand=x]' }, /is not a valid host/],
    ['no host at all', { hosts: '[]' }, /^3:10 `hosts`/],
    ['a diff outside', { patch: '../x.diff' }, /^6:10 `patch` must be a relative path inside the project$/],
    ['a file outside', { files: '[/etc/passwd]' }, /must be a relative path inside the project$/],
    ['a branch for a commit', { commit: 'main' }, /^7:11 `commit` is not a commit/],
    ['a unit that is none', { restart: '["a b"]' }, /is not the name of a service/],
    ['an id with blanks', { id: 'MP 12' }, /^1:7 `id`: use letters, digits/],
    [
      'nothing that says what it changes',
      { patch: undefined },
      /^1:7 nothing says what patch `MP-12` changes → name its/,
    ],
  ])('with %s rejects the register', async (_what, changes, mistake) => {
    expect(await mistakes(entry(changes))).toEqual([expect.stringMatching(mistake)]);
  });
});

describe('a register', () => {
  test('of `[]` has none', () => {
    expect(parsePatches('[]\n', 'p.yml')).toEqual([]);
  });

  test.each(['', '\n', '# nothing\n'])('of %j has none; whoever reads the file decides what that means', (text) => {
    expect(parsePatches(text, 'p.yml')).toEqual([]);
  });

  test('that is a map is rejected', async () => {
    expect(await mistakes('id: MP-12\n')).toEqual([
      '1:1 a register of patches is a list, found a map → begin each one with `- id: MP-12`',
    ]);
  });

  test('has each id once, whatever its case', async () => {
    expect(await mistakes(`${entry()}${entry({ id: 'mp-12' })}`)).toEqual([
      '7:3 there is a patch `MP-12` already (1:3) → give it another id',
    ]);
  });

  test('tells every mistake at once, in file order', async () => {
    const text = `${entry({ by: undefined })}- 7\n${entry({ at: 'today' })}`;
    expect((await mistakes(text)).map((one) => one.split(' ')[0])).toEqual(['1:3', '6:3', '10:7']);
  });
});
