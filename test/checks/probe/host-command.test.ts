import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/checklist/model.js';
import { askHere } from '../../../src/checks/probe/ask-here.js';
import { lookAtHostCommand } from '../../../src/checks/probe/host-command.js';
import type { Before } from '../../../src/checks/probe/look.js';
import type { Limits } from '../../../src/checks/probe/spec.js';
import { runCommand } from '../../../src/world/commands.js';

const shells = [
  ['dash', ['dash']],
  ['BusyBox', ['busybox', 'sh']],
  ['bash', ['bash', '--posix']],
] as const;

describe.each(shells)('on a host with %s a command', (_name, shell) => {
  const look = (command: Command, limits: Limits = {}, before: Before | undefined = undefined, limitMs = 10_000) =>
    lookAtHostCommand(
      { type: 'command', name: 'probe', host: 'web1', command, limits },
      {
        ask: askHere(runCommand, '/', 20_000, shell),
        env: { SHIPIT_TARGET: "it's production" },
        limitMs,
        signal: new AbortController().signal,
        before,
      },
    );

  test.each<[string, Command, string, string]>([
    ['a number', 'echo 7 in the queue', 'ok', 'exit 0: 7 in the queue'],
    ['words that are no shell', ['printf', '%s', '$(id); "x"'], 'ok', 'exit 0: $(id); "x"'],
    ['its environment', 'echo "$SHIPIT_TARGET"', 'ok', "exit 0: it's production"],
    ['no output', 'true', 'ok', 'exit 0'],
    ['a failure', 'echo 3; echo "cannot connect" >&2; exit 1', 'failed', 'exit 1: cannot connect'],
    ['a crash', 'kill -SEGV $$', 'failed', 'died with SIGSEGV'],
    ['what is not there', 'no-such-program-here', 'unknown', 'exit 127: the command was not found'],
    ['what cannot find out', 'exit 75', 'unknown', 'exit 75: it could not find out'],
    ['a verdict of its own', `echo '{"verdict":"no-go","summary":"two workers down"}'`, 'failed', 'two workers down'],
  ])('that brings %s', async (_what, command, state, text) => {
    expect(await look(command)).toMatchObject({ state, text: expect.stringContaining(text) });
  });

  test('is held against its limits, by the first number it prints', async () => {
    const before = { samples: 6, median: 5, limit: 9 };
    expect(await look('echo 7; echo 900', { max: 8 })).toMatchObject({ state: 'ok', value: 7 });
    expect(await look('echo 9', { max: 8 })).toMatchObject({ state: 'failed', value: 9 });
    expect(await look('echo 9', { rise: 3 }, before)).toMatchObject({ state: 'failed', value: 9 });
    expect(await look('echo many', { max: 8 })).toMatchObject({ state: 'unknown' });
    // What it complains of is not what it counts.
    expect(await look('echo "line 1: warning" >&2; echo 9', { max: 8 })).toMatchObject({ value: 9 });
  });

  test('H8 that hangs is stopped on the host, and unknown', async () => {
    expect(await look('sleep 60', {}, undefined, 1000)).toEqual({
      state: 'unknown',
      text: 'no result after 1 s: it was stopped',
    });
  });

  test('that prints without end is cut, not stopped', async () => {
    expect(await look('echo 4; head -c 1000000 /dev/zero | tr "\\0" x', { max: 8 })).toMatchObject({
      state: 'ok',
      value: 4,
    });
  });
});
