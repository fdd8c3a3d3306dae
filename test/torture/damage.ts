import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectPaths } from '../../src/audit/project.js';
import { encodeRecord, sha256 } from '../../src/audit/record.js';

/** Does one thing to a log that nobody should do, or a crash may; says what. */
export function damage({ runs, evidence, index }: ProjectPaths, random: () => number): string {
  const below = (count: number): number => Math.floor(random() * count);
  const one = (paths: readonly string[]): string => paths[below(paths.length)] ?? '';
  const inRuns = readdirSync(runs, { recursive: true, encoding: 'utf8' }).map((name) => join(runs, name));
  const segments = inRuns.filter((path) => path.endsWith('.jsonl'));
  const [file, other] = [one(segments), one(segments)];
  const bytes = readFileSync(file);
  const lines = bytes.toString('latin1').split(/(?<=\n)/);
  const [at, to] = [below(lines.length), below(lines.length)];
  const text = (changed: readonly string[]) => () => writeFileSync(file, changed.join(''), 'latin1');
  const deeds: readonly (readonly [string, () => void])[] = [
    ['nothing', () => undefined],
    ['a bit flipped', () => writeFileSync(file, flipped(bytes, below(bytes.length * 8)))],
    ['a bit flipped at the end', () => writeFileSync(file, flipped(bytes, bytes.length * 8 - 1 - below(800)))],
    ['cut', () => writeFileSync(file, bytes.subarray(0, below(bytes.length)))],
    ['a line removed', text(lines.toSpliced(at, 1))],
    ['a line doubled', text(lines.toSpliced(to, 0, lines[at] ?? ''))],
    ['lines swapped', text(lines.with(at, lines[to] ?? '').with(to, lines[at] ?? ''))],
    ['a file removed', () => rmSync(file)],
    ['a file copied over another', () => writeFileSync(other, bytes)],
    ['garbage at the end', () => writeFileSync(file, Buffer.concat([bytes, noise(below)]))],
    ['a zero byte put in', () => writeFileSync(file, putIn(bytes, below(bytes.length)))],
    ['a record forged at the end', () => writeFileSync(file, Buffer.concat([bytes, forged(lines)]))],
    ['evidence changed', () => writeFileSync(join(evidence, one(readdirSync(evidence))), 'changed')],
    ['evidence removed', () => rmSync(join(evidence, one(readdirSync(evidence))))],
    ['an output changed', () => changeOutput(inRuns.filter((path) => path.endsWith('.out')))],
    ['the index removed', () => rmSync(index, { force: true })],
    ['a line of the index removed', () => existsSync(index) && dropLine(index)],
    ['a run removed', () => removeAll(segments.filter((path) => path.slice(0, -10) === file.slice(0, -10)))],
  ];
  const [name, does] = deeds[below(deeds.length)] ?? ['nothing', () => undefined];
  does();
  return name;
}

function flipped(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  const at = Math.max(0, bit >> 3);
  changed[at] = (changed[at] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

const noise = (below: (count: number) => number): Buffer =>
  Buffer.from(Array.from({ length: 1 + below(300) }, () => below(256)));

const putIn = (bytes: Buffer, at: number): Buffer =>
  Buffer.concat([bytes.subarray(0, at), Buffer.of(0), bytes.subarray(at)]);

/** One that follows from the last line, as only a forger writes it. */
function forged(lines: readonly string[]): Buffer {
  const last = Buffer.from(
    lines.findLast((line) => /^\{"prev":"[0-9a-f]{64}".*\}\n$/.test(line))?.slice(0, -1) ?? '{}',
    'latin1',
  );
  const { run, seq, v, t, m } = JSON.parse(last.toString('utf8'));
  return encodeRecord(
    { prev: sha256(last), v, run, seq: seq + 1, t, m, type: 'note' },
    { text: 'all was well', by: 'eve' },
  );
}

function changeOutput(outputs: readonly string[]): void {
  for (const path of outputs) {
    writeFileSync(path, readFileSync(path, 'utf8').replace('deployed', 'Deployed'));
  }
}

function removeAll(paths: readonly string[]): void {
  for (const path of paths) {
    rmSync(path);
  }
}

const dropLine = (index: string): void =>
  writeFileSync(index, readFileSync(index, 'utf8').split('\n').slice(1).join('\n'));
