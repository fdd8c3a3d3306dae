import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendIndex } from '../../src/audit/index-file.js';
import type { ProjectPaths } from '../../src/audit/project.js';
import { sha256 } from '../../src/audit/record.js';
import { readListed } from '../../src/audit/summaries.js';
import { anyRun } from '../audit/any-run.js';
import { started } from '../audit/events.js';
import { type Body, type Part, store, written } from './written.js';

/**
 * A small audit log drawn at random: one to three runs that name each other, written by one to three processes each, with
 * ends that were never acknowledged, records that came too late, evidence and an output beside them, most of them in the
 * index.
 */
export function anyLog(root: string, random: () => number): ProjectPaths {
  const project = {
    root,
    runs: join(root, 'runs'),
    evidence: join(root, 'evidence'),
    locks: join(root, 'locks'),
    index: join(root, 'index.jsonl'),
  };
  mkdirSync(project.evidence, { recursive: true });
  const count = 1 + Math.floor(random() * 3);
  let before: { readonly run: string; readonly head: string } | null = null;
  for (let at = 0; at < count; at += 1) {
    const run = `2026111${at}T084200Z-${String(at).padStart(10, '0')}`;
    const small = anyRun(random).filter((event) => JSON.stringify(event).length < 600 && event.type !== 'run.start');
    const bodies = [
      started({ prevSession: before, checklist: { sha256: kept(project, `checklist ${at % 2}`), sources: [] } }),
      ...small.filter(({ type }) => !type.startsWith('deploy.')).slice(0, 4),
      ...(random() < 0.5 ? [{ type: 'evidence', file: kept(project, `evidence of ${run}`) }] : []),
      ...(random() < 0.5 ? deployed(project, run) : []),
    ];
    store(project, run, written(run, split(bodies, random)));
    const { digest } = readListed(project, run);
    before = { run, head: digest.head };
    if (random() < 0.7) {
      appendIndex(project, digest);
    }
  }

  return project;
}

/** A text in the evidence store; its digest. */
function kept(project: ProjectPaths, text: string): string {
  const digest = sha256(text);
  writeFileSync(join(project.evidence, `${digest}.txt`), text);
  return digest;
}

function deployed({ runs }: ProjectPaths, run: string): readonly Body[] {
  const directory = join(runs, run.slice(0, 4), run.slice(4, 6));
  const said = `deployed ${run}\n`;
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${run}.out`), `${said}still talking\n`);
  return [
    { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: `runs/2026/11/${run}.out` },
    { type: 'deploy.end', commit: 'c', outcome: 'ok', ms: 1, output: sha256(said), bytes: said.length },
  ];
}

function split(bodies: readonly Body[], random: () => number): readonly Part[] {
  const at = Math.floor(random() * bodies.length);
  const again = at + Math.floor(random() * (bodies.length - at));
  const parts = [bodies.slice(0, at), bodies.slice(at, again), bodies.slice(again)].slice(random() < 0.3 ? 2 : 0);
  return parts.map((some, index): Part => {
    const what = random();
    const tail = Buffer.from('{"prev":"'.repeat(Math.floor(random() * 4)));
    return {
      bodies: parts.length === 1 ? bodies : some,
      ...(what < 0.3 && index < parts.length - 1
        ? { tail: Buffer.concat([tail, Buffer.of(0, 10, 0xa5)]), named: true }
        : {}),
      ...(what >= 0.3 && what < 0.5 && index < parts.length - 1 ? { late: [{ type: 'pause', by: 'ada' }] } : {}),
      ...(what > 0.8 && index === parts.length - 1 ? { tail } : {}),
    };
  });
}
