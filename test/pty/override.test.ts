import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answer, launch, read, type Story, story, tap, type } from '../helpers/story.js';
import { keys, type Terminal } from '../helpers/terminal.js';

const sky = '{ask: "Is the sky clear?", id: sky}';
const found =
  '{"verdict":"no-go","summary":"libssl is loaded twice","findings":[{"key":"twice:libssl","text":"psycopg2"}]}';
const libs = `{run: "echo '${found.replaceAll('"', '\\"')}'", id: libs, question: "Is every library loaded once?", override: second}`;
const people = `people:
  ada: {name: Ada L., emails: [ada@x.test]}
  bob: {name: Bob K., emails: [bob@x.test]}
  olga: {name: Olga D., emails: [olga@x.test], left: true}
`;
const reason = 'tried under load for a day';

/** From the no-go to the second person. */
async function giveReason(terminal: Terminal, text: string): Promise<void> {
  await answer(terminal, 'Is every library loaded once?', 'o');
  await terminal.see('Why go on despite this no-go?');
  await type(terminal, text);
  await terminal.see('Who is the second person');
}

async function deployOverridden(project: Story): Promise<void> {
  await using terminal = project.open();
  await giveReason(terminal, reason);
  await type(terminal, 'bob');
  await answer(terminal, 'Is the sky clear?', 'g');
  await launch(terminal, project);
  expect((await terminal.exited).exitCode).toBe(0);
}

test('an override tells how the last ones went, takes somebody else as the second person, and only somebody else accepts the finding for later', async () => {
  const project = story([libs, sky], people);
  await deployOverridden(project);
  expect(existsSync(join(project.root, '.shipit'))).toBe(false);
  {
    await using terminal = project.open();
    await answer(terminal, 'Is every library loaded once?', 'o');
    const typing = await terminal.see('libs was overridden once in the last deploy: 1 went well.');
    expect(typing).toContain(`Last reason: ${reason}`);
    expect(typing).toContain('The second person can be: Bob K.');
    await type(terminal, reason);
    await terminal.see('You gave the same reason last time.');
    await type(terminal, ', and then for a week');
    expect(await terminal.see('Who is the second person')).toContain('The second person can be: Bob K.');
    for (const [name, problem] of [
      ['Ada L.', 'The second person cannot be you. It can be: Bob K.'],
      ['ada@x.test', 'The second person cannot be you. It can be: Bob K.'],
      ['olga@x.test', 'Olga D. has left. It can be: Bob K.'],
    ] as const) {
      await type(terminal, name);
      await terminal.see(problem);
      terminal.press('\u0015');
      await terminal.see((screen) => !screen.includes(`▸ ${name}`));
    }
    await type(terminal, 'bob');
    expect(await answer(terminal, 'Is the sky clear?', 's')).toContain('overr.');
    expect((await terminal.exited).exitCode).toBe(10);
  }

  expect(project.answers()).toEqual(['libs go override', 'sky stop human']);
  const records = project.records();
  expect(records.find(({ how }) => how === 'override')).toMatchObject({
    reason: `${reason}, and then for a week`,
    second: { by: 'Bob K.', how: 'named', verified: false },
    findings: ['libs:twice:libssl'],
  });
  expect(records.find(({ type: name }) => name === 'acked')).toBeUndefined();
  project.shipit('ack', 'libs:twice:libssl', '--until', '30d', '--reason', reason, '--by', 'Bob K.');
  await comesBackAccepted(project, 'bob');
});

test('an override with a reason can be accepted until a date right there', async () => {
  const project = story([libs.replace('second', 'reason'), sky], people);
  {
    await using terminal = project.open();
    await answer(terminal, 'Is every library loaded once?', 'o');
    await terminal.see('Why go on despite this no-go?');
    await type(terminal, reason);
    await terminal.see('libs:twice:libssl in later runs, too?');
    await type(terminal, 'next month');
    await terminal.see('`next month` is not a date');
    terminal.press('\u0015');
    await type(terminal, '30d');
    await terminal.see('Accepted until ');
    await answer(terminal, 'Is the sky clear?', 's');
    expect((await terminal.exited).exitCode).toBe(10);
  }

  expect(project.records().find(({ type: name }) => name === 'acked')).toMatchObject({
    check: 'libs',
    key: 'libs:twice:libssl',
    reason,
    by: 'Ada L.',
  });
  expect(readFileSync(join(project.root, '.shipit/acks.yml'), 'utf8')).toContain('- key: libs:twice:libssl\n');
  await comesBackAccepted(project, 'Ada L.');
});

/** The next walk passes it by itself, and says whose word that is. */
async function comesBackAccepted(project: Story, by: string): Promise<void> {
  await using terminal = project.open();
  const page = await read(terminal, 'Is the sky clear?');
  expect(page).toMatch(/✔ go +libs +acknowledged/);
  terminal.press('g');
  expect(await read(terminal, 'To launch, type')).toMatch(new RegExp(`✔ go +libs +acknowledged by ${by} until \\d`));
  terminal.press(keys.escape);
  expect((await terminal.exited).exitCode).toBe(15);
  expect(project.answers()).toEqual(['libs go auto', 'sky go human']);
  expect(project.records().find(({ check, type: name }) => check === 'libs' && name === 'evidence')).toMatchObject({
    verdict: 'go',
    acks: expect.stringMatching(/^[0-9a-f]{64}$/),
    findings: [{ key: 'libs:twice:libssl', verdict: 'go', acked_by: by, acked_verdict: 'no-go' }],
  });
}

test('Enter after an override leaves it at this run, and answers nothing', async () => {
  const project = story([libs.replace('second', 'reason'), sky]);
  await using terminal = project.open();
  await answer(terminal, 'Is every library loaded once?', 'o');
  await terminal.see('Why go on');
  await type(terminal, reason);
  await terminal.see('in later runs, too?');
  // An Enter right after another one could be a key held down.
  await tap(terminal, 'x', keys.backspace, keys.enter);
  await answer(terminal, 'Is the sky clear?', 's');
  await terminal.exited;
  expect(project.answers()).toEqual(['libs go override', 'sky stop human']);
  expect(existsSync(join(project.root, '.shipit'))).toBe(false);
});

test('without anybody else in `people`, it is said at once what is missing and how to add it', async () => {
  const project = story([libs, sky]);
  await using terminal = project.open();
  await answer(terminal, 'Is every library loaded once?', 'o');
  const page = await terminal.see('names nobody but you');
  expect(page.replace(/\s*│?\n[^\n]*│ /g, ' ')).toContain('emails: [bob@x.test]');
  await type(terminal, reason);
  await terminal.see('This needs a second person');
  terminal.press(keys.escape);
  await answer(terminal, 'Is every library loaded once?', 's');
  expect((await terminal.exited).exitCode).toBe(10);
  expect(project.answers()).toEqual(['libs stop human']);
});

test('a broken acknowledgement file stops a run before its first question, and one that is taken up again', async () => {
  const project = story([sky]);
  const run = async (...args: readonly string[]): Promise<readonly [number, string]> => {
    await using terminal = project.open({ args });
    const { exitCode } = await terminal.exited;
    return [exitCode, terminal.everything()];
  };
  {
    await using terminal = project.open();
    await answer(terminal, 'Is the sky clear?', 'q');
    await terminal.exited;
  }

  const before = project.records().length;
  project.write({ '.shipit/acks.yml': '- {key: sky:x, reason: it is known, by: ada, at: 2026-11-20}\n' });
  for (const args of [[], ['--dry-run'], ['resume']]) {
    const [exitCode, said] = await run(...args);
    expect(exitCode).toBe(2);
    expect(said).toContain('.shipit/acks.yml:1:3 `until` is missing');
  }

  expect(project.shipit('log', 'list', '--json').trim().split('\n')).toHaveLength(1);
  expect(project.records()).toHaveLength(before);
});
