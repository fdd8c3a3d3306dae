import type { SourceAsked } from '../../run/evidence.js';
import type { GatherContext } from '../kind.js';
import { type PartsRead, readParts } from './commit-files.js';
import { deployReader } from './deploy-reader.js';
import { type Before, beforeOf } from './facets-diff.js';
import type { FreshFound } from './facets-fresh.js';
import { freshOnHost } from './fresh-host.js';
import { freshPython } from './fresh-python.js';
import { listedOnly } from './listed.js';
import type { CommitFiles, PinsPart, PinsReader, ReadOptions } from './model.js';
import { freshNode } from './npm-fresh.js';
import type { PinsOptions } from './options.js';
import { normalised } from './python-names.js';
import { ownNames } from './python-own.js';
import { pythonUnread } from './python-unread.js';
import { readers } from './readers.js';
import { requirements } from './requirements.js';
import { isRequirements, requirementsIn } from './requirements-find.js';
import { type RunsNow, runsNow } from './runs-now.js';

/** Everything `pins` looks at. */
export type PinsGathered =
  | { readonly known: false; readonly why: string; readonly sources: readonly SourceAsked[] }
  | {
      readonly known: true;
      readonly parts: readonly PinsPart[];
      readonly before: Before;
      readonly now: RunsNow;
      readonly fresh: FreshFound;
      /** Normalised names that need no pin: those of the option, and the project's own. */
      readonly ignore: readonly string[];
      readonly strict: boolean;
      readonly sources: readonly SourceAsked[];
    };

/** Files, snapshots and the rehearsal at once; none of them waits for the hosts. */
export async function gatherPins(options: PinsOptions, context: GatherContext): Promise<PinsGathered> {
  const { world, checklist, release, target, signal } = context;
  const reading: ReadOptions = {
    ignore: [...new Set([...options.ignore, ...options.ignore.map(normalised)])],
    ...(options.files === undefined ? {} : { files: options.files }),
  };
  const reads = [
    ...readers,
    deployReader(checklist.deploy.steps.flatMap(({ run }) => (run === undefined ? [] : [run]))),
  ];
  const all: readonly PinsReader[] = [
    ...reads,
    ...(options.files === undefined ? [pythonUnread] : [listedOnly(reads)]),
    ...(options.fresh?.files === undefined ? [] : [alsoSeen(options.fresh.files)]),
  ];
  const earlier = options.deployed ? readEarlier(all, reading, context) : undefined;
  // Awaited later, when what it says is needed: until then nobody is there to hear that it failed.
  earlier?.catch(() => undefined);
  const [read, now] = await Promise.all([
    readParts(world.git, release.commit, all, reading, signal),
    options.deployed ? runsNow(context) : nothing,
  ]);
  if (!read.known) {
    await earlier;
    return read;
  }

  const [before, fresh] = await Promise.all([earlier ?? nobodyAsked, rehearse(options, context, read, now)]);
  return {
    known: true,
    parts: read.parts,
    before: before.before,
    now,
    fresh,
    ignore: [...reading.ignore, ...ownNames(read.files, context.checklist.app)],
    strict: options.fresh !== undefined || target.autoscale === true,
    sources: [
      ...read.sources,
      ...before.sources,
      ...(fresh.python?.sources ?? []),
      ...fresh.node.flatMap((one) => one.sources),
    ],
  };
}

/** What is installed from has to be seen, and is judged only where it is among the manifests. */
const alsoSeen = (files: readonly string[]): PinsReader => ({
  wants: (commit, options) => requirements.wants(commit, { ...options, files }),
  read: () => [],
});

const nothing: RunsNow = { python: [], missing: ['what runs is not looked at (deployed: false)'] };
const nobodyAsked = { before: { state: 'first' } as Before, sources: [] as readonly SourceAsked[] };

async function readEarlier(
  all: readonly PinsReader[],
  reading: ReadOptions,
  context: GatherContext,
): Promise<{ readonly before: Before; readonly sources: readonly SourceAsked[] }> {
  const learnt = await context.learnPrevious?.();
  const known = learnt === undefined ? context : { previous: learnt.previous, previousFound: learnt.found };
  const commit = known.previous?.commit;
  const read: PartsRead | undefined =
    commit === undefined ? undefined : await readParts(context.world.git, commit, all, reading, context.signal);
  return { before: beforeOf(known, read), sources: read?.sources ?? [] };
}

async function rehearse(
  { fresh, files }: PinsOptions,
  context: GatherContext,
  read: Extract<PartsRead, { readonly known: true }>,
  now: RunsNow,
): Promise<FreshFound> {
  if (fresh === undefined) {
    return { node: [] };
  }

  const { world, signal, progress, timeoutMs } = context;
  const roots = rootsOf(fresh.files ?? files, read.files, read.parts);
  const running = now.python.flatMap(({ version }) => /^\d+\.\d+/.exec(version ?? '')?.[0] ?? [])[0];
  const ask = fresh.host === 'first' ? freshOnHost : freshPython;
  const [python, node] = await Promise.all([
    roots.length === 0 ? undefined : ask({ context, options: fresh, files: read.files, roots, running }),
    fresh.node
      ? freshNode({
          commands: world.commands,
          files: read.files,
          parts: read.parts,
          timeoutMs: timeoutMs * 0.9,
          signal,
          progress,
        })
      : [],
  ]);
  return { node, ...(python === undefined ? {} : { python }) };
}

/** Those that stand for themselves: what another one takes in is installed with it. */
function rootsOf(
  named: readonly string[] | undefined,
  { paths }: CommitFiles,
  parts: readonly PinsPart[],
): readonly string[] {
  if (named !== undefined) {
    return named.filter(isRequirements);
  }

  const found = new Set(requirementsIn(paths));
  return parts.filter(({ ecosystem, name }) => ecosystem === 'python' && found.has(name)).map(({ name }) => name);
}
