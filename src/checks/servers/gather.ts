import { civil, weekdayOf } from '../../calendar/civil.js';
import { showMinutes } from '../../calendar/hours.js';
import { showMoment, showWeekday } from '../../calendar/show.js';
import { HostsUnknown } from '../../world/ssh/types.js';
import { operatorTimeZone } from '../../world/time-zone.js';
import { sleep } from '../../world/waiting.js';
import type { Found, GatherContext } from '../kind.js';
import { askHosts, type HostLook } from './ask-hosts.js';
import { type BaselineFound, baselineOf } from './baseline.js';
import { allLines, changeLines } from './change-lines.js';
import { explainedSince } from './explained.js';
import { facetsOf } from './facets.js';
import { groundFacts } from './facts.js';
import { compareHost, type HostGround } from './ground.js';
import { lookAtImages } from './images.js';
import { isBaselineFile, type ServersOptions } from './options.js';
import { hostsElsewhere } from './probe-places.js';
import { headline, otherLines } from './show.js';

/** Did the ground move under the application? Asks all hosts, compares each with what it was, and says what that means. */
export async function gatherServers(options: ServersOptions, context: GatherContext): Promise<Found> {
  const started = performance.now();
  const target = options.hosts === undefined ? context.target : { ...context.target, hosts: options.hosts };
  const named = Array.isArray(target.hosts) && target.hosts.length === 0;
  if (named && options.images === undefined) {
    return { verdict: 'n/a', summary: 'this target names no hosts' };
  }

  const hosts = await hostsOf({ ...context, target });
  const known = 'unknown' in hosts ? [] : hosts;
  // One more is asked where it is what the others are compared with.
  const extra = options.baseline === 'healthy' || isBaselineFile(options.baseline) || known.includes(options.baseline);
  const leftMs = context.timeoutMs - reserveMs - (performance.now() - started);
  const [looks, reference, learnt, image] = await Promise.all([
    ask(known, options, { ...context, target }, leftMs),
    extra
      ? []
      : ask([options.baseline], { ...options, probes: {} }, { ...context, target, progress: () => {} }, leftMs),
    // Who takes too long to say when the last deploy was, has not said it.
    Promise.race([context.learnPrevious?.(), sleep(leftMs)]),
    options.images === undefined ? undefined : lookAtImages(options.images, options, { ...context, timeoutMs: leftMs }),
  ]);
  const previous = learnt ? learnt.previous : context.previous;
  const baselines = new Map(
    looks.map(({ host }) => [host, baselineFor(host, [...looks, ...reference], options, { ...context, previous })]),
  );
  // An image has the release in it already; a host still has what runs.
  const [explained, inImage] = await Promise.all([
    explainedSince(commitsOf([...baselines.values()]), previous?.commit, context),
    explainedSince(commitsOf(image === undefined ? [] : [image.found]), context.release.commit, context),
  ]);
  const when = whenFor(context);
  const compare = { options, when, explained: (since: string) => explained.get(since) };
  const grounds = looks
    .filter(hasAnswered)
    .map((look) => compareHost(look, baselines.get(look.host) ?? noBaseline, compare));
  const images =
    image === undefined || !hasAnswered(image.look)
      ? []
      : [compareHost(image.look, image.found, { ...compare, explained: (since) => inImage.get(since) })];
  const imageLooks = image === undefined ? [] : [image.look, ...(image.from === undefined ? [] : [image.from])];
  return foundOf({
    options,
    looks,
    imageLooks,
    grounds,
    images,
    hostsUnknown: 'unknown' in hosts ? hosts.unknown : undefined,
    when,
    context,
  });
}

const commitsOf = (found: readonly BaselineFound[]): readonly string[] =>
  found.flatMap(({ baseline }) => (baseline.how === 'snapshot' ? [baseline.snapshot.commit] : []));

/** Time kept back of the item's own, for reading the answers. In milliseconds. */
const reserveMs = 2500;

const noBaseline: BaselineFound = { baseline: { how: 'none', why: 'nothing is known' }, broken: [] };

async function hostsOf({
  world,
  target,
  signal,
}: GatherContext): Promise<readonly string[] | { readonly unknown: string }> {
  try {
    return await world.ssh.hostsOf(target, signal);
  } catch (error) {
    if (error instanceof HostsUnknown) {
      return { unknown: error.message };
    }

    throw error;
  }
}

const ask = (
  hosts: readonly string[],
  { collect, probes, parallel }: ServersOptions,
  { world, target, env, signal, progress }: GatherContext,
  timeoutMs: number,
): Promise<readonly HostLook[]> =>
  askHosts({ world, target, hosts, collect, probes, env, parallel, timeoutMs, signal, progress });

const baselineFor = (
  host: string,
  looks: readonly HostLook[],
  { baseline }: ServersOptions,
  { target, snapshots, world, previous }: GatherContext,
): BaselineFound =>
  baselineOf(host, {
    wanted: baseline,
    target: target.name,
    store: snapshots,
    root: world.root,
    looks,
    ...(previous?.at === undefined ? {} : { deployedAt: previous.at }),
  });

/** Something of it can be compared; of the others `reach` tells. */
const hasAnswered = ({ problem, state }: HostLook): boolean => problem === undefined || state.packages !== undefined;

/** `Wed 06:12` within a week, else with its date; in the calendar's zone. */
function whenFor({ checklist, now }: GatherContext): (seconds: number) => string {
  const tz = checklist.calendar.tz ?? operatorTimeZone();
  const today = civil(now, tz).date;
  return (seconds) => {
    const moment = civil(new Date(seconds * 1000), tz);
    const isNear = now.getTime() / 1000 - seconds < 6 * 86_400 && now.getTime() / 1000 >= seconds;
    return isNear ? `${showWeekday(weekdayOf(moment.date))} ${showMinutes(moment.minutes)}` : showMoment(moment, today);
  };
}

interface Looked {
  readonly options: ServersOptions;
  readonly looks: readonly HostLook[];
  readonly imageLooks: readonly HostLook[];
  readonly grounds: readonly HostGround[];
  readonly images: readonly HostGround[];
  readonly hostsUnknown: string | undefined;
  readonly when: (seconds: number) => string;
  readonly context: GatherContext;
}

function foundOf({ options, looks, imageLooks, grounds, images, hostsUnknown, when, context }: Looked): Found {
  const all = [...grounds, ...images];
  const facets = facetsOf({
    options,
    looks,
    imageLooks,
    grounds,
    images,
    elsewhere: hostsElsewhere(context.checklist.targets, context.target.name),
    when,
    ...(hostsUnknown === undefined ? {} : { hostsUnknown }),
  });
  const detail = [...changeLines(all, when), ...otherLines(facets)];
  return {
    summary: headline(all, facets, looks.length + images.length, when),
    detail,
    facts: groundFacts(all, [...looks, ...imageLooks], context),
    facets,
    sources: [...looks, ...imageLooks].map(({ host, problem, ms }) => ({
      cmd: looks.some((look) => look.host === host) ? `ssh ${host}` : `look into ${host}`,
      // What ssh ends with where the connection does.
      rc: problem === undefined ? 0 : 255,
      ms,
      ...(problem === undefined ? {} : { tail: problem.text }),
      ...(problem?.kind === 'timeout' ? { timedOut: true } : {}),
    })),
    text: [...detail, '', ...allLines(all, when)].join('\n'),
  };
}
