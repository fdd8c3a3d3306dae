import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSegment } from '../../src/audit/segment.js';
import { readSegments } from '../../src/audit/segments.js';
import { verifyProject } from '../../src/audit/verify.js';
import { makeProject, run, temporaryDirectory, tool } from '../audit/project.js';
import { makeWorkers } from '../audit/workers.js';
import { limitFor, randomFor, roundsOf, tell } from './trial.js';

/** strace makes single calls of the system fail, or say what is not so, as a dying disk does. */
const canInject = spawnSync('strace', ['-qq', '-e', 'trace=none', 'true']).status === 0;

const work = makeWorkers();
const rounds = roundsOf(9);
const lanes = 2;

const calls = ['write', 'fdatasync', 'fsync', '?link', 'linkat', '?unlink', 'unlinkat', 'openat'];
const errors = ['EIO', 'ENOSPC', 'EDQUOT', 'EFBIG', 'EPERM', 'EEXIST', 'EBUSY'];
/** A write that claims to have written nothing, a part, or more than it was given, and a name that was never made. */
const lies: Readonly<Record<string, readonly number[]>> = {
  write: [0, 1, 50, 200, 100_000],
  link: [0],
  linkat: [0],
};

interface Attack {
  readonly call: string;
  /** From 1, among the calls of that name of the main thread. */
  readonly nth: number;
  readonly forEver: boolean;
  readonly outcome: string;
}

test.skipIf(!canInject)(
  'G4 system calls that fail or lie, once or for ever: no answer that was acknowledged is lost, and the run goes on later',
  async () => {
    const chosen = await attacks(randomFor('syscalls'));
    const count = { attacks: 0, 'ended well': 0, stopped: 0, answers: 0, rolls: 0, lost: 0, wrong: 0 };
    const wrong: string[] = [];
    const waiting = [...chosen].slice(0, rounds);
    const lane = async (): Promise<void> => {
      for (let attack = waiting.shift(); attack !== undefined; attack = waiting.shift()) {
        const { code, answers, rolls, lost, complaints } = await suffer(attack);
        count.attacks += 1;
        count[code === 0 ? 'ended well' : 'stopped'] += 1;
        count.answers += answers;
        count.rolls += rolls;
        count.lost += lost;
        count.wrong += complaints.length === 0 ? 0 : 1;
        wrong.push(...complaints.map((complaint) => `${words(attack)}: ${complaint}`));
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    tell('G4 system calls', count);
    expect(wrong).toEqual([]);
  },
  limitFor(rounds, 5000),
);

const words = ({ call, nth, forEver, outcome }: Attack): string => `${call} ${nth}${forEver ? '+' : ''} ${outcome}`;

/** Every call that touches the log, with whatever it may do, in random order but the calls in turn. */
async function attacks(random: () => number): Promise<readonly Attack[]> {
  const stateDir = temporaryDirectory();
  const file = join(temporaryDirectory(), 'calls');
  await work(['ten', stateDir, run], ['strace', '-qq', '-y', '-o', file, '-e', `trace=${calls.join(',')}`]).ended;
  const seen = new Map<string, number>();
  const all: (Attack & { readonly order: number })[] = [];
  const turns = new Map<string, number>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, call = ''] = /^(\w+)\(/.exec(line) ?? [];
    const nth = (seen.get(call) ?? 0) + 1;
    seen.set(call, nth);
    if (line.includes(stateDir)) {
      const outcomes = [
        ...errors.map((error) => `error=${error}`),
        ...(lies[call] ?? []).map((lie) => `retval=${lie}`),
      ];
      // Where the log is opened one failing write is the end of it, and the next ones are those of Node.
      const opens = call === 'write' && !line.includes('(deleted)');
      for (const forEver of opens ? [false] : [false, true]) {
        all.push(...outcomes.map((outcome) => ({ call, nth, forEver, outcome, order: random() })));
      }
    }
  }

  return all
    .toSorted((one, other) => one.order - other.order)
    .map((attack) => {
      const turn = turns.get(attack.call) ?? 0;
      turns.set(attack.call, turn + 1);
      return { ...attack, order: turn };
    })
    .toSorted((one, other) => one.order - other.order);
}

/** Ten answers under an attack, then a resume without it. */
async function suffer({ call, nth, forEver, outcome }: Attack) {
  const stateDir = temporaryDirectory();
  // Where every write fails nobody could say so either: three are the record, its second try and the last words.
  const last = forEver ? (call === 'write' ? `..${nth + 2}` : '+') : '';
  const inject = `inject=${call}:${outcome}:when=${nth}${last}`;
  const worker = work(
    ['ten', stateDir, run],
    ['strace', '-qq', '-o', '/dev/null', '-e', `trace=${call}`, '-e', inject],
  );
  const code = await worker.ended;
  const said = worker.said();
  const acknowledged = said.filter((line) => line.startsWith('ack')).map((line) => line.split(' '));
  const project = makeProject(stateDir);
  const before = readSegments(project, run);
  openSegment({ project, run, tool, takeOver: true }).append('pause', { by: 'ada' });
  const { lines, damage, late } = readSegments(project, run);
  const answers = lines.filter(({ record }) => record.type === 'interrupted').length;
  const rolls = Math.max(0, before.files.length - 1);
  const lost = acknowledged.filter(([, seq, head]) => lines[Number(seq)]?.hash !== head).length;
  const complaints = [
    ...(lost === 0 ? [] : [`${lost} lost`]),
    ...((before.damage ?? damage) ? [`damage: ${(before.damage ?? damage)?.text}`] : []),
    ...(late.length === 0 ? [] : ['late records']),
    ...(verifyProject(project).ok ? [] : ['verify finds a fault']),
    ...(rolls <= (forEver ? 2 : 1) ? [] : [`${rolls} rolls`]),
    ...(answers <= acknowledged.length + 1 ? [] : [`${answers} recorded, ${acknowledged.length} acknowledged`]),
    ...(isRightEnd(outcome, code, said) ? [] : [`exit ${code}: ${said.at(-1)}`]),
  ];
  return { code, answers: acknowledged.length, rolls, lost, complaints };
}

/** Ten answers, or a sentence for people and the exit code of a log that cannot be written. */
function isRightEnd(outcome: string, code: number | null, said: readonly string[]): boolean {
  const last = said.at(-1) ?? '';
  // Whoever is told that a name is taken cannot know better.
  const taken = outcome === 'error=EEXIST' && code === 17 && /^lost (RunOwned|Superseded): /.test(last);
  return code === 0
    ? last === 'done' && said.length === 11
    : taken || (code === 16 && last.startsWith('lost AuditError: '));
}
