import { expect, test } from 'vitest';
import { openSegment } from '../../src/audit/segment.js';
import { readSegments } from '../../src/audit/segments.js';
import { verifyProject } from '../../src/audit/verify.js';
import { makeProject, run, temporaryDirectory, tool } from '../audit/project.js';
import { makeWorkers, type Worker } from '../audit/workers.js';
import { limitFor, randomFor, roundsOf, tell } from './trial.js';

const work = makeWorkers();
const kills = roundsOf(12);
/** Processes that take up one run, one after the other. */
const killsOfARun = 6;
/** Runs at the same time, each in a log of its own. */
const lanes = 2;

test(
  'F3 G1 kill -9 at any moment: no answer that was acknowledged is lost or there twice, and every resume succeeds',
  async () => {
    const random = randomFor('kills');
    const count = { kills: 0, runs: 0, answers: 0, 'never acknowledged': 0, torn: 0, lost: 0, double: 0, broken: 0 };
    const failed: string[] = [];
    const lane = async (): Promise<void> => {
      while (count.kills < kills) {
        const stateDir = temporaryDirectory();
        const acknowledged: (readonly string[])[] = [];
        for (let kill = 0; kill < killsOfARun; kill += 1) {
          count.kills += 1;
          const worker = work(['append', stateDir, run]);
          await killed(worker, random);
          failed.push(...worker.said().filter((line) => line.startsWith('lost')));
          acknowledged.push(
            ...worker
              .said()
              .filter((line) => line.startsWith('ack'))
              .map((line) => line.split(' ')),
          );
        }

        const found = look(stateDir);
        count.runs += 1;
        count.answers += acknowledged.length;
        count['never acknowledged'] += found.answers.length - acknowledged.length;
        count.torn += found.torn;
        count.lost += acknowledged.filter(([, seq, head]) => found.hashes[Number(seq)] !== head).length;
        count.double += found.answers.length - new Set(found.answers).size;
        count.broken += found.whole && found.answers.length - acknowledged.length <= killsOfARun ? 0 : 1;
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    tell('G1 kills', { ...count, 'failed resumes': failed.length });
    expect({ ...count, failed }).toMatchObject({ lost: 0, double: 0, broken: 0, failed: [] });
    expect(count.answers).toBeGreaterThan(count.kills);
  },
  limitFor(kills, 5000),
);

/** How long the last process took until it had the run. */
let openedAfterMs = 100;

/** At any time from its start on, right after the run is open, or somewhere in a burst of answers. */
async function killed({ child, says, ended }: Worker, random: () => number): Promise<void> {
  const began = performance.now();
  const what = random();
  if (what < 0.3) {
    await new Promise((resolve) => setTimeout(resolve, random() * openedAfterMs * 1.5));
  } else {
    await says('open');
    openedAfterMs = performance.now() - began;
    await (what < 0.4 ? undefined : says('ack', 1 + Math.floor(random() * 12)));
    // Its answers take part of a millisecond, and it is told of the kill some time later.
    for (const until = performance.now() + random() * 2; performance.now() < until; );
  }

  child.kill('SIGKILL');
  await ended;
}

/** What is left of a run, and whether it can go on. */
function look(stateDir: string) {
  const project = makeProject(stateDir);
  const before = readSegments(project, run);
  const writer = openSegment({ project, run, tool });
  writer.append('pause', { by: 'ada' });
  writer.close();
  const { lines, damage, late } = readSegments(project, run);
  return {
    hashes: lines.map(({ hash }) => hash),
    answers: lines.flatMap(({ record }) => (record.type === 'answer' ? [String(record['check'])] : [])),
    torn: before.torn.length,
    whole:
      before.damage === undefined &&
      damage === undefined &&
      late.length === 0 &&
      lines.every(({ record }, at) => record.seq === at) &&
      verifyProject(project).ok,
  };
}
