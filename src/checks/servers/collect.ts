import type { HostAnswer, SectionAnswer, SectionRequest } from '../../world/ssh/types.js';
import collector from './collector.sh';
import type { HostState } from './host-state.js';
import type { CollectPart } from './options.js';
import { readHistory } from './parse/history.js';
import { readId } from './parse/id.js';
import { readBundled, readMissing } from './parse/libraries.js';
import { type HostProcesses, ownerOf, readMaps, unseen } from './parse/maps.js';
import { readNeedrestart } from './parse/needrestart.js';
import { readPackages } from './parse/packages.js';
import { type Part, partOf } from './parse/part.js';
import { readReboot } from './parse/reboot.js';
import { readNode, readPython } from './parse/runtimes.js';
import { readUnits } from './parse/units.js';

/** What `HostState.unread` is about: a part, or `id`: who and when the host is. */
export type StatePart = CollectPart | 'id';

export interface CollectRequest {
  /** `runtimes` of the target: virtualenvs and parents of node_modules. */
  readonly runtimes: readonly string[];
  /** `units` of the target. */
  readonly units: readonly string[];
  /** Absent: everything, but `ldd` where it would take too long. */
  readonly collect?: readonly CollectPart[] | undefined;
}

/**
 * What has to be asked of a host to know its state; `stateOf` reads the answers. The slow ones come last, so that an
 * answer that is cut short has the others.
 */
export function sectionsFor({ runtimes, units, collect }: CollectRequest): readonly SectionRequest[] {
  const wants = (part: CollectPart): boolean => collect === undefined || collect.includes(part);
  const has = runtimes.length > 0;
  const few = collect?.includes('ldd') === true ? anyNumber : fewLibraries;
  return [
    section('id'),
    ...(wants('packages') ? [section('packages')] : []),
    ...(wants('units') && units.length > 0 ? [section('units', ...units)] : []),
    ...(wants('stale') || wants('twice') ? [section('maps', ...units)] : []),
    ...(wants('history') ? [section('history', '/var/log/apt')] : []),
    ...(wants('node') && has ? [section('node', ...runtimes)] : []),
    ...(wants('python') && has ? [section('python', ...runtimes)] : []),
    ...(wants('bundled') && has ? [section('bundled', ...runtimes)] : []),
    ...(wants('reboot') ? [section('reboot')] : []),
    ...(wants('needrestart') ? [section('needrestart')] : []),
    ...(wants('ldd') && has ? [section('ldd', String(few), String(mostLibraries), ...runtimes)] : []),
  ];
}

/** The state of a host, from its answers to `sectionsFor`; other sections are left alone. Pure. */
export function stateOf(host: string, answer: HostAnswer): HostState {
  const of = <T>(name: string, read: (text: string) => { readonly value: T; readonly partial?: string }) =>
    partOf(sectionOf(answer, name), read);
  const id = of('id', readId);
  const packages = of('packages', readPackages);
  const maps = of('maps', readMaps);
  const bundled = of('bundled', readBundled);
  const [units, reboot, missing] = [of('units', readUnits), of('reboot', readReboot), of('ldd', readMissing)];
  const [python, node, needrestart] = [
    of('python', readPython),
    of('node', readNode),
    of('needrestart', readNeedrestart),
  ];
  // Other managers have no such log; rpm says with each package when it came.
  const manager = madeOf(packages)?.manager ?? 'dpkg';
  const history = manager === 'dpkg' ? of('history', readHistory) : undefined;
  const blind = unseenOf(madeOf(maps));
  // Who did not name it in `collect` did not want to wait that long.
  const tooMany = missing !== undefined && 'why' in missing && missing.why.endsWith('too many to ask each');
  return {
    host,
    ...madeOf(id),
    ...madeOf(packages),
    ...processesOf(madeOf(maps), blind?.total === true, new Set(madeOf(packages)?.packages.map(({ name }) => name))),
    ...madeOf(bundled),
    ...named('units', units),
    ...named('reboot', reboot),
    ...named('missing', missing),
    ...named('python', python),
    ...named('node', node),
    ...named('needrestart', needrestart),
    ...named('history', history),
    unread: whysOf({
      id,
      packages,
      units,
      stale: withPartial(maps, blind?.text),
      twice: withPartial(maps, blind?.text),
      bundled,
      reboot,
      ldd: tooMany ? undefined : missing,
      python,
      node,
      // It is one more witness: that it is not there says nothing.
      needrestart: sectionSaid(answer, 'needrestart', 'is not installed') ? undefined : needrestart,
      history,
    }),
    ...(tooMany && { skipped: { ldd: missing.why } }),
  };
}

/** Up to so many libraries are asked what they need without being told to; 200 take 2.5 s. */
const fewLibraries = 2000;
const anyNumber = 999_999_999;
/** Of more than these, the rest is unknown. */
const mostLibraries = 4000;

const section = (name: string, ...words: readonly string[]): SectionRequest => ({
  name: `ground-${name}`,
  script: collector,
  call: [`ground_${name}`, ...words],
});

const sectionOf = (answer: HostAnswer, name: string): SectionAnswer | undefined =>
  answer.sections.get(`ground-${name}`);

function sectionSaid(answer: HostAnswer, name: string, words: string): boolean {
  const said = sectionOf(answer, name);
  return said?.how === 'done' && said.rc !== 0 && said.err.includes(words);
}

const madeOf = <T>(part: Part<T> | undefined): T | undefined =>
  part !== undefined && 'value' in part ? part.value : undefined;

/** `{units: …}`, or nothing at all. */
function named<K extends string, T>(key: K, part: Part<T> | undefined): { readonly [_ in K]?: T } {
  const value = madeOf(part);
  return value === undefined ? {} : ({ [key]: value } as { readonly [_ in K]?: T });
}

const unseenOf = (maps: HostProcesses | undefined) => (maps === undefined ? undefined : unseen(maps.processes));

const withPartial = <T>(part: Part<T> | undefined, partial: string | undefined): Part<T> | undefined =>
  part !== undefined && 'value' in part && partial !== undefined ? { ...part, partial } : part;

function processesOf(
  maps: HostProcesses | undefined,
  isBlind: boolean,
  names: ReadonlySet<string>,
): Pick<HostState, 'processes' | 'stale' | 'twice' | 'ownerOf'> {
  if (maps === undefined) {
    return {};
  }

  const { processes, stale, twice, owners } = maps;
  if (isBlind) {
    return { processes };
  }

  const owned = [...new Set(stale.map(({ file }) => file))].map(
    (file) => [file, ownerOf(file, owners, names)] as const,
  );
  return {
    processes,
    stale,
    twice,
    ownerOf: Object.fromEntries(owned.filter((pair): pair is readonly [string, string] => pair[1] !== undefined)),
  };
}

function whysOf(parts: Readonly<Record<StatePart, Part<unknown> | undefined>>): HostState['unread'] {
  const whys = Object.entries(parts).map(([name, part]) => [name, part && ('why' in part ? part.why : part.partial)]);
  return Object.fromEntries(whys.filter(([, why]) => why !== undefined));
}
