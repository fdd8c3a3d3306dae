import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../helpers/repository.js';
import { answer, read, story, tap, type } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

const asked = 'Go or no-go: may';
const wasGiven = 'Has the product manager confirmed';

/** Staging runs the release; the product manager has a key, and the folder is nobody's yet. */
function shop() {
  const key = join(temporaryDirectory(), 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  const people = `people:\n  per: {name: Per M., emails: [per@x.test], roles: [pm], key: ${readFileSync(`${key}.pub`, 'utf8').trim()}}\n`;
  const told = story(
    ['signoff: {revision: {ref: staging}, facets: {signed: block}}', '{ask: "Is the sky clear?", id: sky}'],
    people,
  );
  told.git('branch', 'staging');
  const folder = join(told.root, '.shipit/signoffs');
  return {
    ...told,
    files: () => readdirSync(folder).toSorted(),
    record: join(folder, `${told.commitId}.per.json`),
    /** Per M. sits down, with their own git settings. */
    per: () => {
      told.git('config', 'user.email', 'per@x.test');
      return told.open({ args: ['signoff', '--sign', key] });
    },
    /** Ada L. walks the checklist. */
    ada: () => {
      told.git('config', 'user.email', 'ada@x.test');
      return told.open();
    },
  };
}

test('the product manager signs off in the terminal, then the walk is go; edited, the record is a no-go', async () => {
  const told = shop();
  {
    await using terminal = told.per();
    const page = await read(terminal, asked);
    expect(page).toContain(`Staging runs ${told.commitId.slice(0, 7)}.`);
    // Enter shows what is in it, and a paste says nothing.
    terminal.press(keys.enter);
    await terminal.see('1 line');
    terminal.press(keys.escape);
    await read(terminal, asked);
    terminal.press('gg');
    await terminal.see('Several characters at once choose nothing');
    await answer(terminal, asked, 'g');
    await terminal.see('What did you try?');
    await tap(terminal, keys.escape);
    await answer(terminal, asked, 'g');
    await terminal.see('What did you try?');
    await type(terminal, 'two cards');
    await terminal.see('Where can more be read?');
    await type(terminal, 'https://x.test');
    expect(await terminal.exited).toMatchObject({ exitCode: 0 });
    expect(terminal.everything()).toContain('Go for');
    expect(terminal.everything()).toContain('counts as the same release');
  }

  expect(told.files()).toEqual([`${told.commitId}.per.json`, `${told.commitId}.per.json.sig`]);
  {
    await using terminal = told.ada();
    await terminal.see(/go +signoff/);
    await answer(terminal, 'Is the sky clear?', 's');
    await terminal.exited;
    const evidence = told.records().find(({ type, check }) => type === 'evidence' && check === 'signoff');
    expect(evidence).toMatchObject({ verdict: 'go' });
  }

  writeFileSync(told.record, readFileSync(told.record, 'utf8').replace('two cards', 'ten cards'));
  await using terminal = told.ada();
  const question = await read(terminal, wasGiven);
  expect(question).toContain('NO-GO');
  expect(question).toContain('not what Per M. signed');
  terminal.press('s');
  expect((await terminal.exited).exitCode).toBe(10);
  expect(told.deployed()).toBeUndefined();
});

test('while staging runs something else, go is not offered; no-go is written, line by line, too', async () => {
  const told = shop();
  told.git('commit', '--quiet', '--allow-empty', '-m', 'Something else');
  told.commit('One more', { 'a.txt': '1' });
  told.git('config', 'user.email', 'per@x.test');
  await using terminal = told.open({ args: ['signoff', '--plain'] });
  const prompted = (asks: string) => terminal.see((screen) => screen.includes(asks) && screen.trimEnd().endsWith('>'));
  const page = await read(terminal, 'no-go or leave:');
  expect(page).toContain('2 commits behind');
  expect(page).toContain('So go is not offered');
  terminal.press(...'go', keys.enter);
  await terminal.see('Nothing was chosen');
  terminal.press(...'no-go', keys.enter);
  await prompted('Why not?');
  terminal.press(...'the discount is lost', keys.enter);
  await prompted('Where can more be read?');
  terminal.press(keys.enter);
  // What was said is never lost for want of a key.
  expect(await terminal.exited).toMatchObject({ exitCode: 11 });
  expect(terminal.everything()).toContain('The checklist takes signed ones only');
  const [file = ''] = told.files();
  expect(JSON.parse(readFileSync(join(told.root, '.shipit/signoffs', file), 'utf8'))).toMatchObject({
    verdict: 'no-go',
    note: 'the discount is lost',
    seen: told.commitId,
  });
});
