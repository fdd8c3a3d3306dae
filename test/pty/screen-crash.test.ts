import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../helpers/repository.js';
import { answer, read, story } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

test('F59 when shipit itself fails, the terminal is as it was, the report is harmless, and every answer is kept', async () => {
  const project = story(['{ask: "Is the sky clear?", id: sky}', '{ask: "Is the sea calm?", id: sea}']);
  const bug = join(temporaryDirectory(), 'bug.cjs');
  writeFileSync(
    bug,
    String.raw`process.on('SIGUSR2', () => { throw new Error('a bug \x1b]0;owned\x07 near hunter2-hunter2'); });`,
  );
  const program = `"${process.execPath}" -r "${bug}" "${join(process.cwd(), 'bin/shipit.cjs')}"`;
  {
    await using terminal = project.open({
      command: 'sh',
      args: ['-c', `${program}; echo "exit $?"; stty -a; echo the end; cat`],
      env: { DEPLOY_TOKEN: 'hunter2-hunter2' },
      columns: 120,
    });
    await answer(terminal, 'Is the sky clear?', 'g');
    await read(terminal, 'Is the sea calm?');
    const [segment] = project.records();
    process.kill(Number(segment?.['pid']), 'SIGUSR2');
    await terminal.see('the end');
    terminal.press('typed', keys.enter);
    await terminal.see(/typed\ntyped/);
    expect([terminal.isAlternate, terminal.cursorHidden]).toEqual([false, false]);
    const all = terminal.everything();
    expect(all).toMatch(/shipit: internal error\nError: a bug {2}near \[redacted\]\n/);
    expect(all).toContain('go on with a walk: shipit resume');
    expect(all).toContain('exit 1');
    expect(all).toMatch(/\sicanon\b/);
  }

  expect(project.answers()).toEqual(['sky go human']);
  await using terminal = project.open({ args: ['resume'] });
  await answer(terminal, 'Is the sea calm?', 'q');
  expect((await terminal.exited).exitCode).toBe(15);
});
