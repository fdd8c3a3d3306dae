import { readdirSync, readFileSync, utimesSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { AuditError } from '../../src/audit/error.js';
import { mainLine } from '../../src/audit/main-line.js';
import type { ProjectPaths } from '../../src/audit/project.js';
import { readRun } from '../../src/audit/read.js';
import { openSegment } from '../../src/audit/segment.js';
import { segmentPath } from '../../src/audit/segment-files.js';
import { readSegments } from '../../src/audit/segments.js';
import { verifyProject } from '../../src/audit/verify.js';
import { anyRun } from '../audit/any-run.js';
import { makeProject, run, tool } from '../audit/project.js';
import { limitFor, randomFor, roundsOf, tell } from './trial.js';
import { type Body, store, written } from './written.js';

const random = randomFor('cuts');
const sources = fileURLToPath(new URL('../../src/run', import.meta.url));

/** Every type of record there is. */
const types = readdirSync(sources)
  .filter((name) => name.endsWith('events.ts'))
  .flatMap((name) => [...readFileSync(`${sources}/${name}`, 'utf8').matchAll(/readonly type: '([^']+)'/g)])
  .map(([, type = '']) => type);

const drawn = Array.from({ length: 30 }, () => anyRun(random)).flat();

/** A record of a type as runs hold it, where any was drawn that is no monster. */
const bodyOf = (type: string): Body =>
  drawn.find((event) => event.type === type && JSON.stringify(event).length < 900) ?? { type, text: 'Ağrı 🚀 日本' };

/** What may stand on a disk behind the last byte that arrived. */
const tails: readonly (readonly [string, (length: number) => Buffer])[] = [
  ['nothing', () => Buffer.alloc(0)],
  ['zeros', (length) => Buffer.alloc(length)],
  ['garbage', (length) => Buffer.alloc(length, 0xa5)],
  ['a block of zeros', () => Buffer.alloc(4096)],
];

/** In `npm test` every cut is followed by one of the tails, in turn. */
const turns = roundsOf(1) === 1 ? tails.length : 1;

test('F18 G2 cut at every byte, with four sorts of tail: what was whole is read, and nothing is called damage', () => {
  const count = { states: 0, lost: 0, 'false alarms': 0 };
  for (const type of ['segment', 'segment.end', ...types]) {
    const { before, last, begin } = recordOf(type);
    for (let cut = begin; cut < last.bytes.length; cut += 1) {
      for (const [at, [, tail]] of tails.entries()) {
        if ((cut + at) % turns === 0) {
          const bytes = Buffer.concat([last.bytes.subarray(0, cut), tail(last.bytes.length - cut)]);
          const { lines, torn, damage, late } = mainLine(run, [...before, { ...last, bytes }]);
          count.states += 1;
          count.lost += lines.length === 1 ? 0 : 1;
          count['false alarms'] +=
            damage === undefined && late.length === 0 && (torn[0]?.bytes ?? 0) === bytes.length - begin ? 0 : 1;
        }
      }
    }
  }

  tell('G2 cuts', count);
  expect(count).toMatchObject({ lost: 0, 'false alarms': 0 });
});

/** A run of two records, the second of this type and at the end of the last file. */
function recordOf(type: string) {
  const files = written(run, type === 'segment' ? [{ bodies: [] }, { bodies: [] }] : [{ bodies: [bodyOf(type)] }]);
  const last = files.at(-1) ?? { gen: 0, file: '', bytes: Buffer.alloc(0) };
  return { before: files.slice(0, -1), last, begin: type === 'segment' ? 0 : last.bytes.indexOf(10) + 1 };
}

/** Runs that are cut and go on. */
const rounds = roundsOf(25);

test(
  'F18 G2 a run cut anywhere goes on, and has all that was whole; behind garbage with line breaks it is read, and goes on no more',
  () => {
    const project = makeProject();
    const count = { runs: 0, resumed: 0, refused: 0, lost: 0, wrong: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const id = `20261119T084200Z-${String(round).padStart(10, '0')}`;
      const any = (): Body => bodyOf(types[Math.floor(random() * types.length)] ?? '');
      const files = written(id, [{ bodies: [any()] }, { bodies: [any(), any()] }]);
      const [first, second] = [files[0]?.bytes ?? Buffer.alloc(0), files[1]?.bytes ?? Buffer.alloc(0)];
      const cut = Math.floor(random() * second.length);
      const noise = Buffer.from(Array.from({ length: Math.floor(random() * 300) }, () => Math.floor(random() * 256)));
      const tail = [...tails.map(([, make]) => make(second.length - cut)), noise][round % 5] ?? noise;
      const cuttings = [first, Buffer.concat([second.subarray(0, cut), tail])];
      store(
        project,
        id,
        files.map((file, at) => ({ ...file, bytes: cuttings[at] ?? first })),
      );
      // What was opened a moment ago might still be in the making.
      utimesSync(segmentPath(project, id, 2), 1, 1);
      const whole = mainLine(id, files).lines.filter(({ gen, end }) => gen === 1 || end <= cut);
      const broken = tail.includes(10);
      const goesOn = resumes(project, id);
      const { lines, damage } = readSegments(project, id);
      const kept = lines.slice(0, whole.length).map(({ hash }) => hash);
      count.runs += 1;
      count.resumed += goesOn ? 1 : 0;
      count.refused += goesOn ? 0 : 1;
      count.lost += whole.every(({ hash }, at) => hash === kept[at]) ? 0 : 1;
      count.wrong +=
        goesOn !== broken && (damage !== undefined) === broken && readRun(project, id).late.length === 0 ? 0 : 1;
    }

    tell('G2 cut and taken up again', count);
    expect(count).toMatchObject({ lost: 0, wrong: 0 });
    expect(new Set(verifyProject(project).faults.map((fault) => fault.run)).size).toBe(count.refused);
  },
  limitFor(rounds, 100),
);

function resumes(project: ProjectPaths, id: string): boolean {
  try {
    openSegment({ project, run: id, tool }).append('pause', { by: 'ada' });
    return true;
  } catch (error) {
    if (error instanceof AuditError) {
      return false;
    }

    throw error;
  }
}
