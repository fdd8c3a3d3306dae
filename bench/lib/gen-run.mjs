// One made-up run: its records, chained as shipit chains them, and what shipit's index would know of it.

import { createHash } from 'node:crypto';

/** `pick`, `chance` and `hex` come from the seeded numbers; `i` counts the runs; `began` is in milliseconds. */
export const makeRun = ({ i, began, random, prevSession, checklist }) => {
  const { hex, pick, chance, between } = random;
  const id = `${iso(began).slice(0, 19).replaceAll(/[-:]/g, '')}Z-${hex(10)}`;
  const by = pick(operators);
  const target = i % 3 === 0 ? 'staging' : 'production';
  const [from, to, tree] = [hex(40), hex(40), hex(40)];
  // The text search of the bench looks for the rare one.
  const subject = i % 500 === 7 ? `Round half a cent up for Müller, case ${i}` : `${pick(subjects)}, change ${i}`;
  const outcome = pick(outcomes);
  const chain = openChain(id, began);
  const operator = { name: by, email: `${by}@shop.test`, login: by, host: 'ops-1' };
  const tool = { version: '0.1.0', node: 'v20.20.2', git: '2.39.5' };
  const segment = (gen) => ({
    gen,
    pid: 4000 + (i % 20_000),
    start: `${100_000 + i}`,
    boot: '',
    host: 'ops-1',
    uid: 1000,
    tool,
  });
  const digest = { deployedAt: undefined, confirmedAfterMs: undefined, overridden: [] };
  let committed;

  chain.add('segment', segment(1));
  chain.add('run.start', {
    ...{ app: 'shop', target, operator, release: { commit: to, tree, subject } },
    previous: { commit: from, sources: ['log'] },
    checklist: { sha256: checklist, sources: [{ file: 'shipit.yml', sha256: checklist }] },
    ...{ dryRun: false, clock: 'system', pinned: false, tz: 'Europe/Istanbul', tool, prevSession },
  });
  const refused = outcome === 'no-go' ? pick(machines) : undefined;
  for (const check of machines) {
    const verdict = check === refused || chance(0.02) ? 'no-go' : chance(0.05) ? 'warn' : 'go';
    if (check === 'release') {
      const newest = began - between(1, 40) * 3_600_000;
      const median = newest - between(1, 90) * 3_600_000;
      committed = {
        commits: between(1, 30),
        oldest: iso(median - 7_200_000),
        median: iso(median),
        newest: iso(newest),
      };
    }
    chain.add('evidence', {
      ...{
        check,
        verdict,
        summary: `${check}: ${between(1, 500)} looked at, ${verdict === 'go' ? 'all well' : '1 is not'}`,
      },
      ...{ detail: [], facts: check === 'release' ? { lost: 0, committed } : {} },
      findings: verdict === 'go' ? [] : [{ key: `${check}:some:web1`, verdict, text: `${check} is not well on web1` }],
      facets: check === 'servers' ? [facet('disk', verdict), facet('load', 'go')] : [],
      ...{ sources: [{ cmd: `make ${check}`, rc: 0, ms: 4200 }], at: iso(began + 9000), ms: 4200 },
    });
    chain.looked(check, verdict);
  }
  const answer = (check, answer_, how, ms, more = {}) => {
    const { facet: named, ...rest } = more;
    chain.add('answer', {
      ...{ check, ...(named === undefined ? {} : { facet: named }), question: `Is ${check} ready?`, go_answer: 'yes' },
      ...{
        answer: answer_,
        how,
        by: how === 'auto' ? 'shipit' : by,
        ...rest,
        seen: 'go',
        findings: [],
        ms_on_screen: ms,
      },
    });
    chain.answered(check, [named ?? '', answer_, how, ms]);
  };
  for (const check of machines) {
    const verdict = chain.worstOf(check);
    if (check === refused) {
      answer(check, 'no-go', 'human', between(2000, 90_000));
    } else if (verdict === 'no-go') {
      const override = { reason: 'The customer waits for it, and support knows', second: second(pick(operators)) };
      answer(check, 'go', 'override', between(5000, 120_000), override);
      digest.overridden.push({ question: check, reason: override.reason, second: override.second.by });
    } else {
      answer(
        check,
        'go',
        verdict === 'warn' ? 'accepted-warning' : 'auto',
        verdict === 'warn' ? between(900, 9000) : 0,
      );
    }
  }
  for (const [check, slowest] of people) {
    if (chance(0.03)) {
      answer(check, 'no-go', 'human', between(800, slowest), { reason: 'Not yet' });
    }
    answer(check, 'go', 'human', between(400, slowest));
  }

  const launched = outcome !== 'stopped' && outcome !== 'no-go';
  let deployStarted;
  let undone;
  if (launched) {
    chain.add('lastlook', { checks: ['release', 'window'], worse: [], ms: 800 });
    chain.add('decision', { go: true, commit: to, typed: `${target} ${to.slice(0, 7)}`, by, answers: hex(64) });
    const out = `runs/${id.slice(0, 4)}/${id.slice(4, 6)}/${id}.out`;
    deployStarted = chain.add('deploy.start', { commit: to, steps: ['migrate', 'deploy'], tty: false, out });
    for (const step of ['migrate', 'deploy']) {
      const rc = outcome === 'failed' && step === 'deploy' ? 2 : 0;
      chain.add('step.start', { step, host: 'local', cmd: `make ${step}`, pid: 4242 });
      chain.add('step.end', { step, host: 'local', rc, ms: 61_000 });
    }
    const ended = outcome === 'failed' ? 'failed' : 'ok';
    digest.deployedAt = chain.add('deploy.end', { commit: to, outcome: ended, ms: 61_200 });
    if (outcome !== 'failed') {
      chain.add('watch.start', { check: 'healthy', for_ms: 900_000, every_ms: 30_000, fail: 3, by });
      chain.add('watch.ask', { check: 'healthy', facet: 'human@end' });
      answer('healthy', outcome === 'deployed' ? 'go' : 'no-go', 'human', between(900, 20_000), { facet: 'human@end' });
      chain.after('healthy');
    }
    if (outcome === 'rolled-back') {
      chain.add('undo.start', { steps: ['undo'], by, out: out.replace('.out', '.undo.out') });
      undone = chain.add('undo.end', { outcome: 'ok', ms: 30_000 });
    } else if (outcome === 'deployed') {
      const watch = { check: 'healthy', confirmed: true, healthy: false, watched_for: 900_000, by, probes: [] };
      chain.add('watch.end', watch);
    }
  }
  const confirmed = outcome === 'deployed';
  const ended = chain.add('run.end', {
    ...{ outcome, exit: exits[outcome], confirmed },
    counts: { overrides: digest.overridden.length, byHand: 0, unknown: 0 },
  });
  const entry = (notes, at) => ({
    ...{
      overridden: [],
      schema: 1,
      run: id,
      app: 'shop',
      target,
      operator: by,
      started: iso(began + 1000),
      ended,
      from,
      to,
    },
    ...{ outcome, overrides: digest.overridden.length, records: chain.records(), head: chain.head() },
    ...(digest.deployedAt === undefined ? {} : { deployedAt: digest.deployedAt }),
    ...(confirmed ? { confirmedAfterMs: Date.parse(ended) - Date.parse(digest.deployedAt) } : {}),
    ...noteCounts(notes),
    ...{ overridden: digest.overridden, segments: chain.texts.length, bytes: chain.bytes() },
    ...(at === undefined ? {} : { at }),
    facts: {
      ...{
        subject,
        ...(deployStarted === undefined ? {} : { deployStarted }),
        ...(undone === undefined ? {} : { undone }),
      },
      ...{ committed, ...chain.facts(), ...(notes.length === 0 ? {} : { notes }) },
    },
  });
  const entries = [{ at: ended, entry: entry([]) }];
  if (launched && chance(0.04)) {
    // A day later, when the next runs have been written.
    const incident = chance(0.5);
    const note = {
      text: incident ? 'Checkout was down for 20 minutes: "nginx" had the old path C:\\shop' : 'All well, says Per',
      by,
    };
    chain.open(began + 86_400_000);
    chain.add('segment', segment(2));
    const t = chain.add('note', { ...note, ...(incident ? { incident: true } : {}) });
    chain.add('segment.end', {});
    entries.push({ at: t, entry: entry([{ t, by: note.by, text: note.text, incident }], t) });
  }
  return { id, texts: chain.texts, entries, head: entries[0].entry.head, subject };
};

const operators = ['ada', 'per', 'olga', 'grace', 'linus', 'edsger', 'barbara', 'donald', 'margaret', 'tony'];
const machines = ['release', 'window', 'tests', 'pins', 'migrations', 'servers', 'backup'];
/** What people answer, and the longest time that they look at it: nobody reads the first. */
const people = [
  ['changelog', 1600],
  ['team', 15_000],
  ['customers', 40_000],
  ['people', 20_000],
];
const subjects = [
  'Sell gift cards',
  'Send invoices once',
  'Log in with a key',
  'Faster search',
  'New terms',
  'Mend the cart',
];
const outcomes = [...Array(12).fill('deployed'), 'failed', 'failed', 'rolled-back', 'stopped', 'no-go', 'no-go'];
const exits = { deployed: 0, failed: 12, 'rolled-back': 13, stopped: 10, 'no-go': 11 };

const facet = (name, verdict) => ({
  ...{
    name,
    verdict,
    summary: `${name}: 71 % of 200 GB on web1`,
    question: `Is ${name} fine?`,
    go: 'yes',
    override: 'reason',
  },
});
const second = (by) => ({ by, how: 'named', verified: false });
const noteCounts = (notes) => {
  const incidents = notes.filter(({ incident }) => incident).length;
  return { ...(notes.length === 0 ? {} : { notes: notes.length }), ...(incidents === 0 ? {} : { incidents }) };
};

/** The lines of a run, one text a segment, and beside them what `runFacts` and `packFacts` would make of its items. */
const openChain = (run, began) => {
  const texts = [''];
  const items = new Map();
  const late = [];
  let prev = '0'.repeat(64);
  let seq = 0;
  let opened = { at: began, seq: 0 };
  return {
    texts,
    open(at) {
      texts.push('');
      opened = { at, seq };
    },
    add(type, body) {
      const m = (seq - opened.seq) * 1000;
      const t = iso(opened.at + m);
      const line = JSON.stringify({ prev, v: 1, run, seq, t, m, type, ...body });
      texts[texts.length - 1] += `${line}\n`;
      prev = sha256(line);
      seq += 1;
      return t;
    },
    looked: (check, verdict) => items.set(check, [check, verdict]),
    worstOf: (check) => items.get(check)[1],
    answered: (check, given) => items.set(check, [...(items.get(check) ?? [check, 'n/a']), given]),
    after: (check) => late.push(check),
    facts: () => ({ ...(late.length === 0 ? {} : { after: late }), items: [...items.values()] }),
    head: () => prev,
    records: () => seq,
    bytes: () => texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
  };
};

const iso = (ms) => new Date(ms).toISOString();

export const sha256 = (text) => createHash('sha256').update(text).digest('hex');
