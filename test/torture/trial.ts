import { randomNumbers } from '../audit/any-run.js';

/**
 * How many rounds a random trial has: the small number is part of `npm test`; `npm run torture -- --size N` asks for another.
 */
export const roundsOf = (small: number): number => Number(process.env['SHIPIT_TORTURE_SIZE'] ?? small);

/** Where the random numbers begin: always at the same place in `npm test`, anywhere (and printed) in `npm run torture`. */
export const seed = Number(process.env['SHIPIT_TORTURE_SEED'] ?? 1);

/** Numbers from 0 up to, not including, 1: the same ones for the same seed and the same trial. */
export const randomFor = (trial: string): (() => number) =>
  randomNumbers([...trial].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 2 ** 31, seed));

/** One line of counts on the terminal: `G1 kills: 500 kills, 3812 answers, 0 lost (seed 1)`. */
export function tell(trial: string, counts: Readonly<Record<string, number>>): void {
  const told = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  process.stdout.write(`${trial}: ${told.join(', ')} (seed ${seed})\n`);
}

/** The limit of time for that many rounds, in milliseconds. */
export const limitFor = (rounds: number, msPerRound: number): number => 180_000 + rounds * msPerRound;
