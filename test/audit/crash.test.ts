import { expect, test } from 'vitest';
import { readRun } from '../../src/audit/read.js';
import { sha256 } from '../../src/audit/record.js';
import { verifyProject } from '../../src/audit/verify.js';
import { linesOf, makeProject, run, temporaryDirectory } from './project.js';
import { makeWorkers } from './workers.js';

const work = makeWorkers();

/** More than this in a nightly run: SHIPIT_KILLS=10000. */
const kills = Number(process.env['SHIPIT_KILLS'] ?? 30);

test(
  `${kills} times kill -9 in mid-append: nothing that was acknowledged is lost, and every resume succeeds`,
  async () => {
    const stateDir = temporaryDirectory();
    const project = makeProject(stateDir);
    const acknowledged: string[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const worker = work(['append', stateDir, run]);
      // Right after the start, at the first record, or somewhere in the middle of a burst.
      await (kill % 3 === 0 ? worker.says('open') : worker.says('ack', kill % 3 === 1 ? 1 : kill));
      worker.child.kill('SIGKILL');
      await worker.ended;
      expect(worker.said().filter((line) => line.startsWith('lost'))).toEqual([]);
      for (const line of worker.said().filter((one) => one.startsWith('ack'))) {
        const [, seq = '', head = ''] = line.split(' ');
        acknowledged[Number(seq)] = head;
      }
    }

    const read = readRun(project, run);
    expect(read.damage).toBeUndefined();
    expect(read.alive).toBe(false);
    expect(read.segments).toHaveLength(kills);
    const hashes = read.segments.flatMap(({ file }) => linesOf(file).map((line) => sha256(line)));
    const known = new Set(hashes);
    const lost = acknowledged.filter((head) => !known.has(head));
    expect(lost).toEqual([]);
    expect(acknowledged.filter(Boolean).length).toBeGreaterThan(kills / 2);
    expect(read.records.map(({ seq }) => seq)).toEqual(read.records.map((_, index) => index));
    expect(verifyProject(project)).toMatchObject({ ok: true, faults: [] });
  },
  Math.max(60_000, kills * 1000),
);
