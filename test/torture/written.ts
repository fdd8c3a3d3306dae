import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import type { SegmentBytes } from '../../src/audit/main-line.js';
import type { ProjectPaths } from '../../src/audit/project.js';
import { encodeRecord, sha256, zeroHash } from '../../src/audit/record.js';
import { segmentPath } from '../../src/audit/segment-files.js';
import type { RunEvent } from '../../src/run/events.js';

/** What becomes a record, without its head. */
export type Body = RunEvent | { readonly type: string; readonly [field: string]: unknown };

/** What one process writes of a run, after its record `segment`. */
export interface Part {
  readonly bodies: readonly Body[];
  /** Written when the next process had taken the run over already. */
  readonly late?: readonly Body[];
  /** The end of a record that was never acknowledged. */
  readonly tail?: Buffer;
  /** The next segment names what it found behind the last record. */
  readonly named?: true;
}

/** The files of a run as processes write them that are dead by now; made without a disk, which would take its time. */
export function written(run: string, parts: readonly Part[]): readonly SegmentBytes[] {
  let state = { prev: zeroHash, seq: 0 };
  let torn: object = {};
  const write = (from: typeof state, { type, ...body }: Body): readonly [Buffer, typeof state] => {
    const t = new Date(1.795e12 + from.seq * 1000).toISOString();
    const line = encodeRecord({ ...from, v: 1, run, t, m: from.seq * 7, type }, body);
    return [line, { prev: sha256(line.subarray(0, -1)), seq: from.seq + 1 }];
  };
  return parts.map(({ bodies, late = [], tail = Buffer.alloc(0), named }, at) => {
    const gen = at + 1;
    const lines: Buffer[] = [];
    const add = (from: typeof state, body: Body): typeof state => {
      const [line, next] = write(from, body);
      lines.push(line);
      return next;
    };
    state = [{ type: 'segment', gen, ...dead, ...torn }, ...bodies].reduce(add, state);
    const counts = lines.length;
    late.reduce(add, state);
    const rest = Buffer.concat([...lines.slice(counts), tail]);
    torn = named ? { torn: { gen, bytes: rest.length, sha256: sha256(rest) } } : {};
    return { gen, file: `${run}.${String(gen).padStart(3, '0')}.jsonl`, bytes: Buffer.concat([...lines, tail]) };
  });
}

/** Puts the files of a run where shipit looks for them. */
export function store(project: ProjectPaths, run: string, segments: readonly SegmentBytes[]): void {
  for (const { gen, bytes } of segments) {
    const path = segmentPath(project, run, gen);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, bytes, { mode: 0o600 });
  }
}

/** Of a process that lived before this machine was started. */
const dead = {
  ...{ pid: 4_000_000, start: '1', boot: 'long-ago', host: hostname(), uid: 0 },
  tool: { version: '0.1.0', node: '20.19.0', git: '2.39.5' },
};
