// Writes an audit log of N finished runs: `node bench/gen-log.mjs DIR PROJECT-ID N`. Seeded: the same log every time,
// so that counts and the hash of its end are known answers. DIR is then a SHIPIT_STATE_DIR.

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What was written: runs, records, bytes, the newest run with the hash of its last record, and every file. */
export const generateLog = (stateDir, projectId, count, seed = 1) => {
  const root = join(stateDir, 'v1', projectId);
  for (const folder of [stateDir, join(stateDir, 'v1'), root]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  for (const folder of ['runs', 'evidence', 'locks']) {
    mkdirSync(join(root, folder), { recursive: true, mode: 0o700 });
  }
  const checklist = JSON.stringify({
    app: 'shop',
    checks: Array.from({ length: 12 }, (_, i) => ({ id: `part-${i}` })),
  });
  writeFileSync(join(root, 'evidence', `${sha256(checklist)}.txt`), checklist, { mode: 0o600 });

  const random = randomNumbers(seed);
  const written = { runs: count, records: 0, bytes: 0, head: '', last: '', files: [] };
  const index = [];
  let previous = null;
  for (let i = 0; i < count; i++) {
    // Five runs a day, from the beginning of 2023 on.
    const began = Date.UTC(2023, 0, 2, 8) + Math.floor(i / 5) * 86_400_000 + (i % 5) * 5_400_000;
    const run = runOf(i, began, random, previous, sha256(checklist));
    const folder = join(root, 'runs', run.id.slice(0, 4), run.id.slice(4, 6));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `${run.id}.001.jsonl`);
    writeFileSync(file, run.text, { mode: 0o600 });
    index.push(JSON.stringify({ ...run.summary, overridden: [], segments: 1, bytes: Buffer.byteLength(run.text) }));
    written.records += run.summary.records;
    written.bytes += Buffer.byteLength(run.text);
    written.files.push(file);
    previous = { run: run.id, head: run.summary.head };
  }
  writeFileSync(join(root, 'index.jsonl'), index.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  return { ...written, head: previous?.head ?? '', last: previous?.run ?? '' };
};

const operators = ['ada', 'per', 'olga', 'grace', 'linus', 'edsger', 'barbara', 'donald', 'margaret', 'tony'];

const runOf = (i, began, random, prevSession, checklist) => {
  const hex = (length) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  const iso = (ms) => new Date(ms).toISOString();
  const id = `${iso(began).slice(0, 19).replaceAll(/[-:]/g, '')}Z-${hex(10)}`;
  const name = operators[Math.floor(random() * operators.length)];
  const operator = { name, email: `${name}@shop.test`, login: name, host: 'ops-1' };
  const [from, to, tree] = [hex(40), hex(40), hex(40)];
  const outcome = ['deployed', 'deployed', 'deployed', 'deployed', 'failed', 'stopped', 'no-go'][
    Math.floor(random() * 7)
  ];
  const deployed = outcome === 'deployed' || outcome === 'failed';
  const chain = openChain(id, began);

  chain.add('segment', {
    ...{ gen: 1, pid: 4000 + (i % 20_000), start: String(100_000 + i), boot: '', host: 'ops-1', uid: 1000 },
    tool: { version: '0.1.0', node: 'v20.20.2', git: '2.39.5' },
  });
  chain.add('run.start', {
    ...{ app: 'shop', target: i % 3 === 0 ? 'staging' : 'production', operator },
    release: { commit: to, tree, subject: `Change number ${i} of the shop, for the better` },
    previous: { commit: from, sources: ['log'] },
    checklist: { sha256: checklist, sources: [{ file: 'shipit.yml', sha256: checklist }] },
    ...{ dryRun: false, clock: 'system', pinned: false, tz: 'Europe/Istanbul' },
    tool: { version: '0.1.0', node: 'v20.20.2', git: '2.39.5' },
    prevSession,
  });
  for (const check of ['tests', 'window', 'servers']) {
    chain.add('evidence', {
      ...{ check, verdict: 'go', summary: `${check}: ${Math.floor(random() * 500)} looked at, all well`, detail: [] },
      ...{ facts: {}, findings: [], facets: [], sources: [{ cmd: `make ${check}`, rc: 0, ms: 4200 }] },
      ...{ at: iso(began + 9000), ms: 4200 },
    });
  }
  for (const check of ['part-1', 'part-2', 'part-3', 'part-4', 'part-5']) {
    chain.add('answer', {
      ...{
        check,
        question: `Is ${check} of the release ready?`,
        go_answer: 'yes',
        answer: 'go',
        how: 'human',
        by: name,
      },
      ...{ seen: 'go', findings: [], ms_on_screen: 1000 + Math.floor(random() * 20_000) },
    });
  }
  if (deployed) {
    chain.add('decision', { go: true, commit: to, typed: `production ${to.slice(0, 7)}`, by: name, answers: hex(64) });
    chain.add('deploy.start', { commit: to, steps: ['deploy'], tty: false, out: `runs/${id}.out` });
    chain.add('step.start', { step: 'deploy', host: 'local', cmd: 'make deploy', pid: 4242 });
    chain.add('step.end', { step: 'deploy', host: 'local', rc: outcome === 'failed' ? 2 : 0, ms: 61_000 });
    chain.add('deploy.end', { commit: to, outcome: outcome === 'failed' ? 'failed' : 'ok', ms: 61_200 });
  }
  const ended = chain.add('run.end', {
    ...{
      outcome,
      exit: { deployed: 0, failed: 12, stopped: 10, 'no-go': 11 }[outcome],
      confirmed: outcome === 'deployed',
    },
    counts: { overrides: 0, byHand: 0, unknown: 0 },
  });
  return {
    id,
    text: chain.text(),
    summary: {
      ...{ schema: 1, run: id, app: 'shop', target: i % 3 === 0 ? 'staging' : 'production', operator: name },
      ...{ started: iso(began + 1000), ended, from, to, outcome, overrides: 0 },
      ...{ records: chain.records(), head: chain.head() },
    },
  };
};

const openChain = (run, began) => {
  const lines = [];
  let prev = '0'.repeat(64);
  return {
    add(type, body) {
      const seq = lines.length;
      const t = new Date(began + seq * 1000).toISOString();
      const line = JSON.stringify({ prev, v: 1, run, seq, t, m: seq * 1000, type, ...body });
      lines.push(`${line}\n`);
      prev = sha256(line);
      return t;
    },
    text: () => lines.join(''),
    head: () => prev,
    records: () => lines.length,
  };
};

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

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
  const { files, ...written } = generateLog(stateDir, projectId, Number(count));
  console.log(JSON.stringify({ ...written, files: files.length }));
}
