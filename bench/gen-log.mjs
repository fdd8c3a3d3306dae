// Writes an audit log of N finished runs: `node bench/gen-log.mjs DIR PROJECT-ID N`. About 30 records of 300 bytes each:
// 33,000 runs are a million records. Seeded: the same log every time, so that counts and the hash of its end are known
// answers. DIR is then a SHIPIT_STATE_DIR. A test holds the index against the one that shipit makes of the same runs.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeRun, sha256 } from './lib/gen-run.mjs';

/**
 * What was written: runs, records, bytes, the newest run with the hash of its last record, every file, and of each run what
 * a search is counted by.
 */
export const generateLog = (stateDir, projectId, count, seed = 1) => {
  const root = join(stateDir, 'v1', projectId);
  for (const folder of [stateDir, join(stateDir, 'v1'), root]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  for (const folder of ['runs', 'evidence', 'locks']) {
    mkdirSync(join(root, folder), { recursive: true, mode: 0o700 });
  }
  const items = Array.from({ length: 12 }, (_, i) => ({ id: `part-${i}` }));
  const text = JSON.stringify({ app: 'shop', checks: items });
  const checklist = sha256(text);
  writeFileSync(join(root, 'evidence', `${checklist}.txt`), text, { mode: 0o600 });

  const random = words(randomNumbers(seed));
  const written = { runs: count, records: 0, bytes: 0, head: '', last: '', files: [], each: [] };
  const index = [];
  let prevSession = null;
  for (let i = 0; i < count; i++) {
    const run = makeRun({ i, began: beganAt(i, count), random, prevSession, checklist });
    const folder = join(root, 'runs', run.id.slice(0, 4), run.id.slice(4, 6));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    run.texts.forEach((lines, at) => {
      const file = join(folder, `${run.id}.00${at + 1}.jsonl`);
      writeFileSync(file, lines, { mode: 0o600 });
      written.files.push(file);
    });
    for (const { at, entry } of run.entries) {
      index.push([at, `${JSON.stringify(entry)}\n`]);
    }
    const { entry } = run.entries.at(-1);
    written.records += entry.records;
    written.bytes += entry.bytes;
    written.each.push({ run: run.id, operator: entry.operator, started: entry.started, subject: run.subject });
    prevSession = { run: run.id, head: run.head };
    Object.assign(written, { head: entry.head, last: run.id });
  }
  index.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  writeFileSync(join(root, 'index.jsonl'), index.map(([, line]) => line).join(''), { mode: 0o600 });
  return written;
};

/** On working days from June 2021 on, between 8 and 20 o'clock: five runs a day, or as many as fit into five years. */
const beganAt = (i, count) => {
  const perDay = Math.max(5, Math.ceil(count / 1320));
  const day = Math.floor(i / perDay);
  const date = Math.floor(day / 5) * 7 + (day % 5);
  return Date.UTC(2021, 5, 7 + date, 8) + (i % perDay) * Math.floor(43_200 / perDay) * 1000;
};

const words = (random) => ({
  hex: (length) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join(''),
  pick: (list) => list[Math.floor(random() * list.length)],
  chance: (share) => random() < share,
  between: (least, most) => least + Math.floor(random() * (most - least + 1)),
});

/** Mulberry32. */
const randomNumbers = (seed) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [stateDir, projectId, count = '2000'] = process.argv.slice(2);
  const { files, each: _each, ...written } = generateLog(stateDir, projectId, Number(count));
  console.log(JSON.stringify({ ...written, files: files.length }));
}
