import { expect, test } from 'vitest';
import { answer, read, story } from '../helpers/story.js';
import { keys, type Terminal } from '../helpers/terminal.js';

/** Clipboard, title, link, erase, cursor, bell, bidi, carriage return: everything a text should not be able to do. */
const hostile =
  '\u001B]52;c;cm0gLXJmIC8=\u0007\u001B]0;owned\u0007\u001B]8;;http://evil.test\u0007link\u001B]8;;\u0007\u001B[2J\u001B[3J\u001B[Hpwned\u0007\u202Egnol\u2066\rGO';

/** Whether only sequences that shipit itself draws with reached the terminal. */
function expectHarmless(terminal: Terminal): void {
  const raw = terminal.raw();
  for (const forbidden of ['\u001B]52', '\u001B]0;', '\u001B]8', '\u001B[3J', '\u202E', '\u2066', '\u0007']) {
    expect(raw.includes(forbidden)).toBe(false);
  }
}

test('a commit subject, an author and a file name cannot draw', async () => {
  const project = story(['{release: {fetch: false}}']);
  project.git('update-ref', 'refs/shipit/deployed/production', 'HEAD');
  project.commit(
    `Fix ${hostile} it`,
    { [`dir/${hostile.replaceAll(/[/\r]/g, '')}`]: 'x' },
    { name: `Eve ${hostile.replaceAll(/[<>\r]/g, '')}` },
  );
  await using terminal = project.open();
  await answer(terminal, '1 commit by', 'e');
  await terminal.see('Details');
  terminal.press(keys.end);
  await terminal.see(/end, \d+ lines/);
  terminal.press(keys.escape);
  await answer(terminal, 'Look at the evidence', 'q');
  await terminal.exited;
  expectHarmless(terminal);
});

test('the name of a branch cannot draw', async () => {
  const project = story(['{release: {fetch: false, branch: [release]}}']);
  project.git('checkout', '-q', '-b', 'a\u202Egnol\u2066b');
  await using terminal = project.open();
  await answer(terminal, /NO-GO|Look at/, 'e');
  await terminal.see('more below');
  terminal.press(keys.escape);
  await answer(terminal, 'Look at', 'q');
  await terminal.exited;
  expectHarmless(terminal);
});

test('F48 the output of a command cannot draw, neither while it runs nor afterwards', async () => {
  const project = story(['{run: "cat evil; sleep 1; cat evil; exit 1", id: evil, question: "Is evil fine?"}'], '', {
    evil: `${hostile}\n`.repeat(20),
  });
  await using terminal = project.open();
  await answer(terminal, 'NO-GO', 'e');
  await terminal.see('Findings');
  terminal.press(keys.end, keys.escape);
  await answer(terminal, 'NO-GO', 'q');
  await terminal.exited;
  expectHarmless(terminal);
  const [evidence] = project.records().filter(({ type }) => type === 'evidence');
  expect(JSON.stringify(evidence)).not.toMatch(/\\u001b|\u202E/);
});

test('F48 lines of 200 KB neither draw outside their place nor hold up a key', async () => {
  const project = story(['{run: "cat long; exit 1", id: long, question: "Is long fine?"}'], '', {
    long: `${'x'.repeat(200_000)}\n${'日本'.repeat(50_000)}\n${'a\u0301'.repeat(60_000)}\n`,
  });
  await using terminal = project.open();
  await read(terminal, 'NO-GO');
  const began = performance.now();
  terminal.press('e');
  await terminal.see('Findings');
  terminal.press(keys.end);
  await terminal.see(/end, \d+ lines/);
  expect(performance.now() - began).toBeLessThan(5_000);
  terminal.press(keys.escape);
  await answer(terminal, 'NO-GO', 'q');
  await terminal.exited;
  expect(terminal.everything()).not.toMatch(/x{200}/);
});
