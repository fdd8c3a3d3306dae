import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type DeployStory, deployStory, isRunning, sky, until } from '../helpers/deploy-story.js';
import { openInShell } from './in-shell.js';

/** By the product, or, before it listens, by the system: 128 and the number of the signal. */
const ends = { SIGINT: [130], SIGTERM: [143], SIGHUP: [129], SIGQUIT: [143, 131], SIGKILL: [137] } as const;

/** From the start of the program to its first frame, in milliseconds. */
const windowMs = 350;

/**
 * Signals that come before there is anything to see, each at a moment of its own: shipit ends, never with 0; a run that
 * has begun says what it was ended by; the terminal is as it was, and the next start is clean.
 */
export async function signalsBeforeFrame(
  random: () => number,
  rounds: number,
): Promise<{ readonly signals: number; readonly wrong: readonly string[] }> {
  const wrong: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const signal of Object.keys(ends) as (keyof typeof ends)[]) {
      const afterMs = Math.round(random() * windowMs);
      const found = await oneSignal(signal, afterMs).catch((error: Error) => [error.message]);
      wrong.push(...found.map((text) => `${signal} ${afterMs} ms after the start: ${text}`));
    }
  }

  return { signals: rounds * Object.keys(ends).length, wrong };
}

async function oneSignal(signal: keyof typeof ends, afterMs: number): Promise<readonly string[]> {
  const told = deployStory('"true"');
  await using shelled = openInShell(told, []);
  await until('the program is there', shelled.started);
  await pause(afterMs);
  const pid = shelled.pid();
  process.kill(pid, signal);
  const { exit = 0, terminal } = await shelled.end(true);
  await until('shipit is gone', () => !isRunning(pid));
  const wrong = ends[signal].some((code) => code === exit) ? [] : [`exit ${exit}`];
  if (signal !== 'SIGKILL') {
    return [...wrong, ...terminal, ...notSaid(told, signal)];
  }

  await using next = told.open();
  await next.see((screen) => screen.includes(sky) || screen.includes('You have not finished your run'));
  return wrong;
}

function notSaid(told: DeployStory, signal: string): readonly string[] {
  const records = existsSync(join(told.stateDir, 'v1')) ? told.records() : [];
  const has = (type: string): boolean => records.some((record) => record.type === type);
  const isSaid = records.some((record) => record.type === 'interrupted' && record['signal'] === signal);
  return has('run.start') && !isSaid ? [`a run that has begun and does not say so: ${records.at(-1)?.type}`] : [];
}
