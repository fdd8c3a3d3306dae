import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addLog } from '../../src/cli/add-log.js';
import { openLog } from '../../src/commands/log/open-log.js';
import { noDebug } from '../../src/world/debug-log.js';
import { repository, temporaryDirectory } from '../helpers/repository.js';

test.each(['log', 'log list', 'log show last', 'log verify', 'log note last text', 'log stats', 'log export --csv'])(
  'O `shipit %s` takes --plain, before and after what is below',
  async (line) => {
    const words = line.split(' ');
    for (const argv of [
      [...words, '--plain'],
      ['log', '--plain', ...words.slice(1)],
    ]) {
      let runs = 0;
      const program = new Command().enablePositionalOptions();
      addLog(program, async () => {
        runs += 1;
      });
      await program.parseAsync(argv, { from: 'user' });
      expect(runs).toBe(1);
    }
  },
);

test('O with --plain nothing is drawn over while a long log is read', async () => {
  const terminal = Object.assign(Object.create(process.stderr), { isTTY: true });
  const context = {
    cwd: repository().root,
    env: { SHIPIT_STATE_DIR: temporaryDirectory() },
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: terminal,
    version: '1',
    debug: noDebug,
  };
  expect(await openLog(context)).toHaveProperty('progress');
  expect(await openLog(context, { plain: true })).not.toHaveProperty('progress');
});
