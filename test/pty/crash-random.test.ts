import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type DeployStory, deployStory, isRunning, processesWith, sky, until, used } from '../helpers/deploy-story.js';
import { answer, type LoggedRecord, read, type } from '../helpers/story.js';
import { keys, type Terminal } from '../helpers/terminal.js';

/** How often it is killed; the figure of the nightly run is larger. */
const rounds = Number(process.env['SHIPIT_KILLS'] ?? 8);

/** From Enter on the launch page to well into the deploy, in milliseconds. */
const windowMs = 700;

const deploy = '"echo \\"$SHIPIT_RUN\\" >> NOTES/ran; sleep 0.2; echo done"';

test(`F5 F6 F7 ${rounds} times kill -9 around the launch: never two deploys, never one that is not on record`, {
  timeout: rounds * 15_000,
}, async () => {
  const told = deployStory(deploy);
  for (let round = 0; round < rounds; round += 1) {
    // Evenly over the window, the victims in turn: what is missed by luck one time is hit the next.
    const afterMs = (windowMs * ((round * 7) % rounds)) / rounds;
    const victims = (['screen', 'runner', 'both'] as const)[round % 3] ?? 'both';
    await killedRound(told, afterMs, victims);
  }

  const runs = told
    .shipit('log', 'list', '--json')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).run as string);
  for (const run of runs) {
    const { records } = JSON.parse(told.shipit('log', 'show', run, '--json')) as { records: readonly LoggedRecord[] };
    const ran = told.lines('ran').filter((line) => line === run).length;
    const started = records.filter((record) => record.type === 'deploy.start').length;
    expect({ run, ran: ran <= started, started: started <= 1 }).toEqual({ run, ran: true, started: true });
  }

  expect(runs).toHaveLength(rounds);
  expect(JSON.parse(told.shipit('log', 'verify', '--json'))).toMatchObject({ ok: true, faults: [] });
});

/** A run up to the launch, the kill, and the run finished by `resume`, whatever it finds. */
async function killedRound(told: DeployStory, afterMs: number, victims: 'screen' | 'runner' | 'both'): Promise<void> {
  const before = told.lines('ran').length;
  const first = told.open({ env: { KILL_MARK: told.notes } });
  await answer(first, sky, 'g');
  await read(first, 'To launch, type');
  first.press(...told.phrase);
  await first.see(`${told.phrase.slice(-7)}`);
  first.press(keys.enter);
  await pause(afterMs);
  if (victims !== 'screen') {
    for (const pid of processesWith(told.notes).filter(isRunner)) {
      process.kill(pid, 'SIGKILL');
    }
  }

  if (victims !== 'runner') {
    await first.kill();
  }

  if (victims === 'runner') {
    await first.see(/Have you used|nobody saw it end|To launch|NOT (recorded|started)|The deploy failed/);
    await first.kill();
  }

  await until('no runner is left', () => !processesWith(told.notes).some((pid) => isRunner(pid) && isRunning(pid)));
  await using second = told.open({ args: ['resume'] });
  await finish(second, told);
  expect(told.lines('ran').length - before).toBeLessThanOrEqual(1);
}

async function finish(terminal: Terminal, told: DeployStory): Promise<void> {
  const screen = await terminal.see(/Have you used|nobody saw it end|To launch, type/);
  if (screen.includes('To launch, type')) {
    await read(terminal, 'To launch, type');
    await type(terminal, told.phrase);
  } else if (screen.includes('nobody saw it end')) {
    await answer(terminal, 'nobody saw it end', 'w');
    await terminal.see('How do you know');
    await type(terminal, 'I looked at the file');
  }

  await answer(terminal, used, 'g');
  expect(await terminal.exited).toMatchObject({ exitCode: 0 });
}

const isRunner = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('runner.cjs');
  } catch {
    return false;
  }
};
