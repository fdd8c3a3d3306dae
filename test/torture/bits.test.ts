import { expect, test } from 'vitest';
import { mainLine, type SegmentBytes } from '../../src/audit/main-line.js';
import { verifyFiles } from '../../src/audit/verify-run.js';
import { started } from '../audit/events.js';
import { run } from '../audit/project.js';
import { limitFor, randomFor, roundsOf, tell } from './trial.js';
import { type Part, written } from './written.js';

/** Bits that are flipped in each of the two runs: all of them, if that many are asked for. */
const rounds = roundsOf(250);

const first: Part = { bodies: [started(), { type: 'pause', by: 'Ağrı 🚀' }], tail: Buffer.from('{"prev'), named: true };
const last: Part = {
  bodies: [
    { type: 'pause', by: '\u0000\u202e' },
    { type: 'run.end', exit: 10 },
  ],
};
const second: Part = { bodies: [{ type: 'clock', jumpMs: 3000 }] };

/** A run as its files lie there, and what counts of it. */
const taken = (parts: readonly Part[]) => {
  const files = written(run, parts);
  return { files, hashes: hashesOf(files) };
};

const hashesOf = (files: readonly SegmentBytes[]): readonly string[] =>
  mainLine(run, files).lines.map(({ hash }) => hash);

type Taken = ReturnType<typeof taken>;

const runs: readonly (readonly [string, Taken])[] = [
  ['after a crash', taken([first, second, last])],
  ['with a record that came too late', taken([first, { ...second, late: [{ type: 'pause', by: 'ada' }] }, last])],
];

/** Whether an attack on a finished run is seen, and on one whose end nobody else knows. */
function look({ hashes }: Taken, files: readonly SegmentBytes[]) {
  const known = { run, references: [], blobs: () => undefined };
  const indexed = { run, records: hashes.length, head: hashes.at(-1) ?? '' };
  const { lines, damage } = mainLine(run, files);
  return {
    closed: verifyFiles(files, { ...known, indexed }).faults.length > 0,
    open: verifyFiles(files, { ...known, indexed: undefined }).faults.length > 0,
    damaged: damage !== undefined,
    left: lines.map(({ hash }) => hash),
  };
}

/** Counts what is not found, and names what should have been. */
function judge(run: Taken, attacks: Iterable<readonly [string, readonly SegmentBytes[]]>) {
  const count = { attacks: 0, 'unseen in what counts for nothing': 0, 'unseen in the end of an open run': 0 };
  const wrong: string[] = [];
  for (const [name, files] of attacks) {
    if (files.every(({ bytes }, at) => run.files[at]?.bytes.equals(bytes))) {
      continue;
    }

    const { closed, open, damaged, left } = look(run, files);
    const same = left.length === run.hashes.length && left.every((hash, at) => hash === run.hashes[at]);
    // Of an open run the last record may be another one, or the end be gone: only a copy elsewhere would tell.
    const begins = left.length <= run.hashes.length && left.slice(0, -1).every((hash, at) => hash === run.hashes[at]);
    count.attacks += 1;
    count['unseen in what counts for nothing'] += !open && same ? 1 : 0;
    count['unseen in the end of an open run'] += !open && !same ? 1 : 0;
    wrong.push(...(closed || same ? [] : [`${name}: unseen, though the index knows the end`]));
    wrong.push(...(open || begins ? [] : [`${name}: unseen`]));
    wrong.push(...(damaged && !(open && closed) ? [`${name}: the reader calls it damaged, verify does not`] : []));
  }

  return { count, wrong };
}

test.each(runs)('G3 a run %s that nobody touched has no fault', (_name, run) => {
  expect(look(run, run.files)).toEqual({ closed: false, open: false, damaged: false, left: run.hashes });
});

test.each(runs)(
  'G3 a flipped bit in a run %s is found wherever it is, but for the last record of an open one',
  (name, run) => {
    const { count, wrong } = judge(run, flips(run, randomFor(name)));
    tell(`G3 bits of a run ${name}`, count);
    expect(wrong).toEqual([]);
  },
  limitFor(rounds, 2),
);

function* flips({ files }: Taken, random: () => number): Generator<readonly [string, readonly SegmentBytes[]]> {
  const bits = files.reduce((sum, { bytes }) => sum + bytes.length, 0) * 8;
  for (const { bytes, gen } of files) {
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      if (random() * bits < rounds) {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        yield [`bit ${bit} of ${gen}`, files.map((one) => (one.gen === gen ? { ...one, bytes: flipped } : one))];
      }
    }
  }
}

test.each(runs)('G3 a line of a run %s that is removed, doubled, moved, swapped or cut off is found', (name, run) => {
  const { count, wrong } = judge(run, lineAttacks(run));
  tell(`G3 lines of a run ${name}`, count);
  expect(wrong).toEqual([]);
});

/** One line with its line break, or the end that has none. */
interface Piece {
  readonly gen: number;
  readonly text: string;
}

function* lineAttacks({ files }: Taken): Generator<readonly [string, readonly SegmentBytes[]]> {
  const pieces = files.flatMap(({ gen, bytes }) =>
    (bytes.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? []).map((text): Piece => ({ gen, text })),
  );
  for (const [at, piece] of pieces.entries()) {
    yield [`${at} removed`, joined(files, pieces.toSpliced(at, 1))];
    yield [`all from ${at} on cut off`, joined(files, pieces.slice(0, at))];
    for (const [to, { gen, text }] of pieces.entries()) {
      const here = { gen, text: piece.text };
      yield [`${at} doubled before ${to}`, joined(files, pieces.toSpliced(to, 0, here))];
      yield [`${at} moved to ${to}`, joined(files, pieces.toSpliced(at, 1).toSpliced(to, 0, here))];
      yield [`${at} and ${to} swapped`, joined(files, pieces.with(at, { ...piece, text }).with(to, here))];
    }
  }
}

const joined = (files: readonly SegmentBytes[], pieces: readonly Piece[]): readonly SegmentBytes[] =>
  files.map((file) => {
    const text = pieces.flatMap(({ gen, text: one }) => (gen === file.gen ? [one] : [])).join('');
    return { ...file, bytes: Buffer.from(text, 'latin1') };
  });
