import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takeLock } from '../../src/audit/lock.js';
import { outputFile } from '../../src/audit/outputs.js';
import { openSegment } from '../../src/audit/segment.js';
import { openProject } from '../../src/audit/state.js';
import { crashText } from '../../src/cli/crash-text.js';
import { show } from '../../src/commands/log/show.js';
import { carryOut } from '../../src/engine/runner.js';
import { createRedactor } from '../../src/text/redact.js';
import { checklistWith, cli } from '../commands/cli.js';
import { programInProcess } from '../commands/in-process.js';
import { inLog } from '../commands/log/ask-log.js';
import { opened, run, settled } from '../engine/opened.js';
import { repository, temporaryDirectory } from '../helpers/repository.js';
import { answer } from '../run/facts.js';
import { anySecret, type Secret, secretKinds } from './any-secret.js';
import { limitFor, randomFor, roundsOf, tell } from './trial.js';

const rounds = roundsOf(1);
/** Each round has so many. */
const corpus = 200;

test(
  'G14 200 secrets of twenty kinds through checks, reasons, git, deploys, crashes and the environment: none is found again',
  async () => {
    const random = randomFor('secrets');
    const count = { secrets: 0, kinds: secretKinds, files: 0, texts: 0, found: 0 };
    const found: unknown[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const secrets = Array.from({ length: corpus }, (_, n) => anySecret(random, n));
      const env = { DEPLOY_TOKEN: anySecret(random, 5).core, SIGNING_KEY: anySecret(random, 1).core };
      const hidden = [...secrets, ...Object.values(env).map((core) => ({ kind: 'a variable', line: core, core }))];
      const places = [
        ...(await throughSession(hidden, env)),
        ...(await throughProgram(hidden, env)),
        ...(await throughRunner(hidden, env)),
        ...hidden.map(({ kind, line }) => [`crash: ${kind}`, crashText(new Error(line), env)] as const),
      ];
      count.secrets += hidden.length;
      count.texts += places.length;
      count.files += places.filter(([place]) => place.startsWith('file ')).length;
      for (const [place, text] of places) {
        for (const { kind, core } of hidden) {
          if (text.includes(core)) {
            const at = text.indexOf(core);
            found.push({ place, kind, around: text.slice(Math.max(0, at - 160), at + 60) });
          }
        }
      }
    }

    count.found = found.length;
    tell('G14 secrets', count);
    expect(found.slice(0, 10)).toEqual([]);
  },
  limitFor(rounds, 20_000),
);

type Env = Readonly<Record<string, string>>;
type Texts = readonly (readonly [place: string, text: string])[];

/** A walk: what a check wrote, reasons and comments; then the log, what lies beside it, the situation, and its page. */
async function throughSession(secrets: readonly Secret[], env: Env): Promise<Texts> {
  const leak = join(temporaryDirectory(), 'leak');
  writeFileSync(leak, `${painted(secrets)}\n`);
  const redact = createRedactor(env);
  const told = await opened(`{run: "cat ${leak}; exit 1", id: leaky}`, { redact });
  const { session } = told;
  const gathered = settled(session);
  session.gatherMissing();
  await gathered;
  for (const { line } of secrets) {
    session.record(answer('leaky', 'go', { how: 'override', reason: line, because: line, told: { text: line } }));
  }

  const { run: now, before, message } = session.situation();
  session.close();
  const shown = await inLog(told.project, (place) => show(place, { run, json: false }));
  return [
    ...filesIn(told.project.root),
    ['the situation', JSON.stringify([now, before, message])],
    ['log show', shown.out],
  ];
}

/** `check`, whose evidence is printed, with a remote whose address holds a password; and the debug log. */
async function throughProgram(secrets: readonly Secret[], env: Env): Promise<Texts> {
  const checks = ['{run: "cat $LEAK; exit 1", id: leaky}', '{release: {branch: main}}'];
  const told = cli(checklistWith(checks));
  const folder = temporaryDirectory();
  const [leak, debug] = [join(folder, 'leak'), join(folder, 'debug.log')];
  writeFileSync(leak, `${painted(secrets)}\n`);
  const password = secrets[0]?.core ?? '';
  told.git('remote', 'add', 'origin', `http://ada:${password}@127.0.0.1:9/x.git`);
  const subjects = secrets.filter(({ line }) => !line.includes('\n')).slice(0, 40);
  told.commit(subjects.map(({ line }) => line).join(' '), { 'a.txt': 'a' });
  const called = { ...told, env: { ...told.env, ...env, LEAK: leak, SHIPIT_DEBUG: debug } };
  const texts: [string, string][] = [];
  for (const args of [['check'], ['check', '--json']]) {
    const { stdout, stderr } = await programInProcess(called, args);
    texts.push([`stdout of ${args.join(' ')}`, stdout], [`stderr of ${args.join(' ')}`, stderr]);
  }

  expect(texts[0]?.[1]).toContain('[redacted]');
  // It records nothing.
  expect(existsSync(told.env['SHIPIT_STATE_DIR'] ?? '')).toBe(false);
  return [...texts, ['file debug.log', readFileSync(debug, 'utf8')]];
}

/** A deploy: its output is kept as it came, for its owner alone; what is on record of it holds nothing. */
async function throughRunner(secrets: readonly Secret[], env: Env): Promise<Texts> {
  const { root, git } = repository();
  const commit = git('rev-parse', 'HEAD');
  const project = openProject({ stateDir: temporaryDirectory(), projectId: '0123456789abcdef', write: true });
  const lock = takeLock(project, 'production', { run, operator: 'Ada L.', commit, since: '2026-11-19T08:42:00Z' });
  onTestFinished(() => lock.release());
  const tool = { version: '0', node: process.version, git: '2' };
  const screen = openSegment({ project, run, tool });
  screen.append('pause', { by: 'Ada L.' });
  screen.close();
  const leak = join(root, 'leak');
  writeFileSync(leak, `${painted(secrets)}\n`);
  const path = outputFile(project, run, 'deploy');
  await carryOut(
    {
      ...{ what: 'deploy', project, run, gen: 2, tool, target: 'production', commit, live: commit, by: 'Ada L.' },
      steps: [{ name: 'deploy', command: `cat ${leak}; cat ${leak} >&2; exit 3` }],
      ...{ cwd: root, env: { PATH: process.env['PATH'] ?? '', ...env } },
      out: { path, name: relative(project.root, path) },
    },
    { onSignal: () => undefined, monotonicMs: () => performance.now() },
  );
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8')).toContain(secrets[1]?.core);
  return filesIn(project.root).filter(([place]) => place !== `file ${relative(project.root, path)}`);
}

/** As tools print: a colour in the middle of some of them. */
const painted = (secrets: readonly Secret[]): string =>
  secrets
    .map(({ line, core }, n) =>
      n % 3 === 0 ? line.replace(core, `${core.slice(0, 9)}\u001b[0m${core.slice(9)}`) : line,
    )
    .join('\n');

const filesIn = (root: string): Texts =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [`file ${relative(root, file)}`, readFileSync(file, 'utf8')]);
