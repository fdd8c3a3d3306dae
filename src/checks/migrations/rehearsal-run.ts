import type { Command } from '../../checklist/model.js';
import type { SourceAsked } from '../../run/evidence.js';
import { showDuration } from '../../text/duration.js';
import { commandVerdict, lastLines, sourceOf } from '../command-verdict.js';
import { type FilesHere, filesHere, ofTheseFiles } from '../files-here.js';
import type { FacetFound } from '../kind.js';
import { some } from '../release-words.js';
import { type MigrationsLook, newOnes } from './model.js';
import { parseTold, type Rehearsal } from './rehearsal.js';

export interface RehearsalRun {
  /** Absent where it says nothing about the release's migrations; then `facet` says why. */
  readonly rehearsal?: Rehearsal;
  readonly facet: FacetFound;
  readonly sources: readonly SourceAsked[];
}

/** Runs all new migrations on a copy of production by the team's own command, which gets the key of the files. */
export async function runRehearsal(command: Command, key: string, look: MigrationsLook): Promise<RehearsalRun> {
  const { world, env, timeoutMs, signal, progress, now } = look.context;
  const paths = newOnes(look.migrations).map(({ path }) => path);
  const before = await filesHere(world.git, signal);
  const differing = before.known ? before.changed.filter((path) => paths.includes(path)) : [];
  const request = {
    command,
    cwd: world.root,
    inherit: 'operator' as const,
    env: { ...env, SHIPIT_MIGRATIONS_KEY: key, ...pathsFor(paths) },
    timeoutMs,
    signal,
  };
  if (differing.length > 0) {
    const summary = `nothing was run: ${some(differing)} in the work tree differs from the release`;
    return { facet: { verdict: 'unknown', summary }, sources: before.known ? [before.source] : [] };
  }

  const result = await world.commands({ ...request, onLine: progress });
  const after = await filesHere(world.git, signal);
  const sources = [before.source, sourceOf(request, result), after.source];
  const said = commandVerdict(result);
  const told = parseTold(result.stdout);
  const output = lastLines(result.all, 12);
  // What was understood is told in words.
  const detail = isTold(told)
    ? output.filter((line) => line.trim() !== lastLines(result.stdout, 1)[0]?.trim())
    : output;
  const stopped = notAbout(said.verdict, said.summary, told, key, before, after, look);
  if (stopped !== undefined) {
    return { facet: { ...stopped, detail }, sources };
  }

  const fields = typeof told === 'string' ? {} : told;
  return {
    rehearsal: {
      ...fields,
      key,
      at: now.toISOString(),
      ok: said.verdict !== 'no-go' && fields.ok !== false,
      by: 'shipit',
    },
    facet: { verdict: said.verdict, summary: `${said.summary} in ${showDuration(result.ms)}`, detail },
    sources,
  };
}

/** One a line; none of them where they are more than a variable holds (128 KiB on Linux). */
function pathsFor(paths: readonly string[]): Readonly<Record<string, string>> {
  const lines = paths.join('\n');
  return Buffer.byteLength(lines) > 100_000 ? {} : { SHIPIT_MIGRATIONS: lines };
}

const isTold = (told: ReturnType<typeof parseTold>): boolean =>
  typeof told !== 'string' && Object.keys(told).length > 0;

/** Why it is no rehearsal of the release, neither a good one nor a failed one. */
function notAbout(
  verdict: FacetFound['verdict'],
  summary: string,
  told: ReturnType<typeof parseTold>,
  key: string,
  before: FilesHere,
  after: FilesHere,
  { context }: MigrationsLook,
): FacetFound | undefined {
  if (verdict === 'unknown' || verdict === 'n/a') {
    return { verdict: 'unknown', summary: `nothing was rehearsed: ${summary}` };
  }

  if (verdict === 'go' && typeof told === 'string') {
    return { verdict: 'unknown', summary: `it ran, and what it tells cannot be read: ${told}` };
  }

  const failed = verdict === 'no-go' || (typeof told !== 'string' && told.ok === false);
  if (verdict !== 'no-go' && typeof told !== 'string' && told.key !== undefined && told.key !== key) {
    return { verdict: 'unknown', summary: 'it ran, and what it tells is about other files: its key is another' };
  }

  const { because } = ofTheseFiles(verdict, before, after, context.release);
  // What failed has failed, on whatever files.
  return because === undefined || failed ? undefined : { verdict: 'unknown', summary: because };
}
