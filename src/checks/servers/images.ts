import { messageOf } from '../../errors.js';
import type { CommandResult } from '../../world/command-types.js';
import { readFrames } from '../../world/ssh/frames.js';
import type { HostAnswer, HostProblem, SectionAnswer, SectionRequest } from '../../world/ssh/types.js';
import { uploadFor } from '../../world/ssh/upload.js';
import type { GatherContext } from '../kind.js';
import { askHosts, type HostLook } from './ask-hosts.js';
import { type Baseline, type BaselineFound, baselineOf, readSnapshotFile } from './baseline.js';
import { sectionsFor, stateOf } from './collect.js';
import { type ImageRef, namesPrevious, withCommits } from './image-ref.js';
import type { CollectPart, ServersOptions } from './options.js';
import { probeResults, probeSections } from './probe-run.js';
import type { Snapshot } from './snapshot.js';

/** What an image cannot tell: it runs nothing, and boots nothing. */
const imageParts: readonly CollectPart[] = ['packages', 'bundled', 'ldd', 'python', 'node'];

/** What looking into an image takes. */
export type ImageContext = Pick<GatherContext, 'world' | 'target' | 'env' | 'signal' | 'timeoutMs' | 'run'>;

export interface ImageLook {
  readonly look: HostLook;
  readonly found: BaselineFound;
  /** The image it is compared with, where one is named. */
  readonly from?: HostLook;
}

/** Two images, to be compared like a host with what it was: no processes, no reboot, the same difference. */
export async function lookAtImages(
  images: NonNullable<ServersOptions['images']>,
  options: ServersOptions,
  context: GatherContext,
): Promise<ImageLook> {
  const [to, from] = await Promise.all([
    lookAtImage(images.to, options, context),
    images.from === undefined ? undefined : lookAtImage(images.from, options, await withPrevious(images.from, context)),
  ]);
  const found = from === undefined ? newestKept(context, images.to) : { baseline: baselineFrom(from), broken: [] };
  return { look: { ...to, host: imageName(images.to) }, found, ...(from === undefined ? {} : { from }) };
}

/** Which commit runs now is waited for only where the name of an image has it. */
async function withPrevious(ref: ImageRef, context: GatherContext): Promise<GatherContext> {
  if (!namesPrevious(ref)) {
    return context;
  }

  const previous = (await context.learnPrevious?.())?.previous ?? context.previous;
  return { ...context, env: { ...context.env, SHIPIT_PREVIOUS: previous?.commit ?? '' } };
}

/** Short enough to end a key, and the same from run to run although tags change. */
export const imageName = (ref: ImageRef): string =>
  ref.type === 'docker' ? ref.image.replace(/(?:@sha256)?:[^/]*$/, '') : ref.text;

function baselineFrom(look: HostLook): Baseline {
  return look.problem === undefined
    ? { how: 'host', host: look.host, ground: { ...look.state, probes: look.probes } }
    : { how: 'none', why: `${look.host}: ${look.problem.text}` };
}

/** The image of the last healthy deploy, kept under its own name. */
function newestKept({ target, snapshots, world }: GatherContext, to: ImageRef): BaselineFound {
  const found = baselineOf(imageName(to), {
    wanted: 'healthy',
    target: target.name,
    store: snapshots,
    root: world.root,
    looks: [],
  });
  return found.baseline.how === 'none'
    ? { ...found, baseline: { how: 'none', why: `${found.baseline.why} of this image; \`from\` names another one` } }
    : found;
}

/** The state of one image. Never rejects for what it is. */
export async function lookAtImage(given: ImageRef, options: ServersOptions, context: ImageContext): Promise<HostLook> {
  const { SHIPIT_COMMIT: commit = '', SHIPIT_PREVIOUS: previous } = context.env;
  const ref = withCommits(given, { commit, previous: previous || undefined });
  if (ref === undefined) {
    return failed(given.text, { kind: 'answer', text: 'it is not known which commit runs now' }, 0);
  }

  switch (ref.type) {
    case 'snapshot':
      return fromFile(ref, context);
    case 'ssh':
      return fromHost(ref.host, options, context);
    case 'docker':
      return fromDocker(ref.image, options, context);
  }
}

function fromFile({ file, text }: Extract<ImageRef, { type: 'snapshot' }>, { world }: ImageContext): HostLook {
  try {
    return lookOf(text, readSnapshotFile(file, world.root));
  } catch (error) {
    return failed(text, { kind: 'answer', text: messageOf(error) }, 0);
  }
}

const lookOf = (host: string, snapshot: Snapshot): HostLook => ({
  host,
  state: { ...snapshot, host, unread: {} },
  probes: snapshot.probes ?? {},
  ms: 0,
});

const failed = (host: string, problem: HostProblem, ms: number): HostLook => ({
  host,
  state: { host, unread: { packages: problem.text } },
  probes: {},
  problem,
  ms,
});

async function fromHost(host: string, { probes }: ServersOptions, context: ImageContext): Promise<HostLook> {
  const { world, target, env, signal, timeoutMs } = context;
  const [look] = await askHosts({
    world,
    target,
    hosts: [host],
    collect: imageParts,
    probes,
    env,
    parallel: 1,
    timeoutMs: timeoutMs - reserveMs,
    signal,
    progress: () => {},
  });
  return look ?? failed(host, { kind: 'answer', text: 'it was not asked' }, 0);
}

const reserveMs = 3000;

/** The same questions inside a container without a network; the name is a word of its own, and begins with no dash. */
async function fromDocker(image: string, { probes }: ServersOptions, context: ImageContext): Promise<HostLook> {
  const { world, target, env, signal, timeoutMs, run } = context;
  const sections = [
    ...sectionsFor({ runtimes: target.runtimes, units: [], collect: imageParts }),
    ...probeSections(probes, target.runtimes, env),
  ];
  const limitMs = timeoutMs - reserveMs;
  const nonce = `@@image-${run}`;
  const answers = new Map<number, SectionAnswer>();
  const frames = readFrames(nonce, (number, answer) => answers.set(number, answer));
  const result = await world.commands({
    command: ['docker', 'run', '--rm', '-i', '--network', 'none', '--entrypoint', 'sh', image, '-s'],
    cwd: world.root,
    inherit: 'operator',
    timeoutMs: limitMs,
    signal,
    input: uploadFor(sections, nonce, Math.ceil(limitMs / 1000)),
    onStdout: frames.add,
  });
  const problem = frames.bye() ? undefined : problemOf(result);
  const answer: HostAnswer = {
    host: image,
    sections: byName(sections, answers),
    ms: result.ms,
    ...(problem && { problem }),
  };
  return {
    host: image,
    state: stateOf(image, answer),
    probes: probeResults(probes, answer),
    ms: result.ms,
    ...(problem && { problem }),
  };
}

const byName = (
  sections: readonly SectionRequest[],
  answers: ReadonlyMap<number, SectionAnswer>,
): ReadonlyMap<string, SectionAnswer> =>
  new Map(sections.map(({ name }, index) => [name, answers.get(index + 1) ?? { how: 'missing' }]));

function problemOf({ end, stderr }: CommandResult): HostProblem {
  const said = stderr.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
  switch (end.how) {
    case 'not-started':
      return { kind: 'no-ssh', text: 'docker is not installed here' };
    case 'timeout':
      return { kind: 'timeout', text: 'the image did not answer in time' };
    case 'aborted':
      return { kind: 'aborted', text: 'not asked to the end' };
    case 'exit':
      return { kind: 'answer', text: `docker ended with ${end.code}${said === '' ? '' : `: ${said}`}` };
    case 'signal':
      return { kind: 'answer', text: `docker died with ${end.signal}` };
  }
}
