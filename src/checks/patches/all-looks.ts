import { OperatorError, OperatorErrors } from '../../errors.js';
import { manifestsIn } from '../../world/git-manifest.js';
import { withScratch } from '../../world/git-scratch.js';
import { HostsUnknown } from '../../world/ssh/types.js';
import type { GatherContext } from '../kind.js';
import { knownFacet } from '../release-known.js';
import { droppedPatches } from './dropped.js';
import { type HostLook, lookAtHost, sectionsOf } from './host-look.js';
import { type LabelsLook, lookAtLabels } from './labels.js';
import { lookAtRegister, type RegisterLook } from './look.js';
import type { PatchesOptions } from './options.js';

/** Everything that the four sources say (checks.md section 5.6). */
export interface Looks {
  readonly hosts: readonly HostLook[];
  /** Nobody knows which hosts there are; why, in words. */
  readonly noHosts?: string;
  readonly register: RegisterLook;
  /** Every mistake of the register, each with its place. Nothing of it counts then. */
  readonly broken?: readonly string[];
  readonly labels: LabelsLook;
  /** Of the deployed tree on the hosts; undefined: it is not looked at. */
  readonly path: string | undefined;
  /** Why it is not looked at, in words. */
  readonly notCompared?: string;
}

/** Asks the register, the forge and the hosts, all at once; never fails for what one of them says. */
export async function lookEverywhere(options: PatchesOptions, before: GatherContext): Promise<Looks> {
  const { world, target, signal, timeoutMs, progress } = before;
  const labelling = lookAtLabels(options.labels, before);
  const { hosts: names, why: noHosts } = await hostsOf(before);
  // What the target runs is asked over the same connections: waiting for it first would take a second one to each host.
  const sections = sectionsOf(options, options.tree ? target.path : undefined);
  let heard = 0;
  const asking = (sections.length === 0 ? [] : names).map(async (host) => {
    // Some of the time is left for the text of what differs.
    const answer = await world.ssh.ask(host, { sections, timeoutMs: Math.round(timeoutMs * 0.7), signal });
    heard += 1;
    progress(`${heard} of ${names.length} hosts`);
    return answer;
  });
  const context = await withLearnt(before);
  const notCompared = whyNotCompared(options, context);
  const path = notCompared === undefined ? target.path : undefined;
  const labels = await labelling;
  const merged = labels.state === 'known' ? { merged: await mergedIn(labels, context) } : {};
  const { register, broken } = await registerOf({ ...context, register: options.register, hosts: names, ...merged });
  const dropped = await droppedPatches(world.root, register.all, names);
  const hosts = await withScratch(world.git, signal, async (scratch) => {
    const manifest = manifestsIn(scratch);
    const deployed = await deployedOn(names, context);
    const parts = {
      ...context,
      timeoutMs: Math.round(timeoutMs * 0.25),
      options,
      path,
      scratch,
      manifest,
      deployedOn: (host: string) => deployed.get(host),
      others: othersIn(deployed, context),
    };
    return Promise.all(
      asking.map(async (answer, at) =>
        lookAtHost(names[at] ?? '', await answer, { ...parts, applied: register.applied, dropped }),
      ),
    );
  });
  return {
    hosts,
    register,
    labels,
    path,
    ...(notCompared === undefined ? {} : { notCompared }),
    ...(noHosts === undefined ? {} : { noHosts }),
    ...(broken === undefined ? {} : { broken }),
  };
}

async function withLearnt(context: GatherContext): Promise<GatherContext> {
  const learnt = await context.learnPrevious?.();
  return learnt === undefined ? context : { ...context, previous: learnt.previous, previousFound: learnt.found };
}

/** Undefined: the trees of the hosts are looked at. */
function whyNotCompared({ tree }: PatchesOptions, { target, previous, previousFound }: GatherContext) {
  if (!tree) {
    return 'their trees are not looked at (tree: false)';
  }

  if (target.path === undefined) {
    return `their trees are not looked at: targets.${target.name}.path says where they are`;
  }

  const isFirst = previousFound !== undefined && knownFacet(previous, previousFound, false).verdict === 'n/a';
  return isFirst ? 'a first deploy has nothing to compare their trees with' : undefined;
}

/** What every host runs by its own word, else what the target runs. */
async function deployedOn(
  hosts: readonly string[],
  { world, previous, previousFound }: GatherContext,
): Promise<ReadonlyMap<string, string>> {
  const commits = await Promise.all(
    hosts.map(async (host): Promise<readonly (readonly [string, string])[]> => {
      const said = previousFound?.servers?.find((one) => one.host === host)?.commit;
      const commit = said === undefined ? previous?.commit : (await world.git.resolve(said))?.commit;
      return commit === undefined ? [] : [[host, commit]];
    }),
  );
  return new Map(commits.flat());
}

/** Commits that a host may have in place of its own, the likeliest first. */
const othersIn = (
  deployed: ReadonlyMap<string, string>,
  { previous, release, history }: GatherContext,
): readonly string[] => [
  ...deployed.values(),
  ...(previous === null ? [] : [previous.commit]),
  release.commit,
  ...(history.lastAttempt === undefined ? [] : [history.lastAttempt.commit]),
];

async function hostsOf({ world, target, signal }: GatherContext) {
  try {
    return { hosts: await world.ssh.hostsOf(target, signal) };
  } catch (error) {
    if (error instanceof HostsUnknown) {
      return { hosts: [], why: error.message };
    }

    throw error;
  }
}

/** Those whose commit is in the release: what is not in there is put back from the register alone. */
async function mergedIn(
  { list }: Extract<LabelsLook, { readonly state: 'known' }>,
  { world, release }: GatherContext,
): Promise<ReadonlyMap<number, string>> {
  const merged = await Promise.all(
    list.map(async ({ number, commit }): Promise<readonly (readonly [number, string])[]> => {
      const isIn = commit === undefined ? 'no' : await world.git.isAncestor(commit, release.commit);
      return commit === undefined || isIn !== 'yes' ? [] : [[number, commit]];
    }),
  );
  return new Map(merged.flat());
}

async function registerOf(question: Parameters<typeof lookAtRegister>[0]) {
  try {
    return { register: await lookAtRegister(question) };
  } catch (error) {
    const errors =
      error instanceof OperatorErrors ? error.errors : error instanceof OperatorError ? [error] : undefined;
    if (errors === undefined) {
      throw error;
    }

    return { register: { all: [], applied: [] }, broken: errors.map(inWords) };
  }
}

function inWords({ message, place, hint }: OperatorError): string {
  const where = place === undefined ? '' : `${place.file}:${place.line}:${place.col}: `;
  return `${where}${message}${hint === undefined ? '' : ` → ${hint}`}`;
}
