import { expect, test } from 'vitest';
import { victims } from './blows.js';
import { type Fault, playRound, type Round } from './deploy-round.js';
import { limitFor, randomFor, roundsOf, tell } from './trial.js';

const rounds = roundsOf(8);

/** A round waits most of its time. */
const lanes = 2;

/** From the launch, or from the start of `resume`, to well behind the deploy, in milliseconds. */
const windowMs = 1300;

test('G5 F5 F6 F7 screen, runner, both, terminal, or all of it killed at random around the launch, and every run finished by `resume`', {
  timeout: limitFor(rounds, 20_000),
}, async () => {
  const waiting = planned(randomFor('deploys'));
  const counts = { rounds: 0, kills: 0, 'ended well': 0, failed: 0, unknown: 0 };
  const bad: Record<Fault['kind'], number> = { double: 0, unrecorded: 0, stuck: 0, untrue: 0, damaged: 0 };
  const told: string[] = [];
  const lane = async (): Promise<void> => {
    for (let round = waiting.shift(); round !== undefined; round = waiting.shift()) {
      const { kills, outcome, faults } = await playRound(round);
      counts.rounds += 1;
      counts.kills += kills;
      counts[outcome] += 1;
      for (const { kind, text } of faults) {
        bad[kind] += 1;
        told.push(`${kind} in ${JSON.stringify(round)}: ${text}`);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  tell('G5 deploys', { ...counts, ...bad });
  expect(told).toEqual([]);
  expect(counts.rounds).toBe(rounds);
});

/** One to three blows in each round; the first falls around the launch, the others around a `resume`. */
function planned(random: () => number): Round[] {
  const anyOf = <Value>(values: readonly [Value, ...Value[]]): Value =>
    values[Math.floor(random() * values.length)] ?? values[0];
  const ms = (most: number): number => Math.round(random() * most);
  return Array.from({ length: rounds }, (_, number) => ({
    number,
    rc: anyOf([0, 0, 7]),
    napMs: ms(500),
    blows: Array.from({ length: anyOf([1, 1, 2, 3]) }, () => ({ victim: anyOf(victims), afterMs: ms(windowMs) })),
  }));
}
