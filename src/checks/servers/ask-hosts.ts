import type { Target } from '../../checklist/model.js';
import type { HostAnswer, HostProblem, SectionRequest } from '../../world/ssh/types.js';
import type { World } from '../../world/world.js';
import { sectionsFor, stateOf } from './collect.js';
import type { HostState } from './host-state.js';
import type { CollectPart } from './options.js';
import type { WrittenProbe } from './probe-options.js';
import { probeResults, probeSections, probesFor } from './probe-run.js';
import type { ProbeResult } from './snapshot.js';

/** What one connection brought about a host. */
export interface HostLook {
  readonly host: string;
  readonly state: HostState;
  /** By name, those that run on this host. */
  readonly probes: Readonly<Record<string, ProbeResult>>;
  /** Nothing, or not everything, could be asked. */
  readonly problem?: HostProblem;
  readonly ms: number;
}

export interface AskRequest {
  readonly world: World;
  readonly target: Target;
  readonly hosts: readonly string[];
  /** Absent: everything. */
  readonly collect?: readonly CollectPart[] | undefined;
  readonly probes: Readonly<Record<string, WrittenProbe>>;
  /** `SHIPIT_*`, for the probes. */
  readonly env: Readonly<Record<string, string>>;
  /** How many at once. */
  readonly parallel: number;
  /** Milliseconds for all of them. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
}

/** Asks all hosts, everything in one go for each of them. One that is late or broken is told as such; the others count. */
export async function askHosts(request: AskRequest): Promise<readonly HostLook[]> {
  const { hosts, parallel, progress } = request;
  if (hosts.length === 0) {
    return [];
  }

  const ends = performance.now() + request.timeoutMs;
  const waiting = [...hosts.keys()];
  const looks = new Map<number, HostLook>();
  const asked = new Set<number>();
  const tell = (): void => progress(progressText(hosts, [...looks.keys()]));
  const work = async (): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      asked.add(index);
      looks.set(index, await askOne(hosts[index] ?? '', request, ends - performance.now()));
      tell();
    }
  };
  tell();
  await Promise.all(Array.from({ length: Math.min(parallel, hosts.length) }, work));
  return hosts.flatMap((_host, index) => looks.get(index) ?? []);
}

/** `2 of 3 hosts`, and who the last ones are that everybody waits for. */
export function progressText(hosts: readonly string[], done: readonly number[]): string {
  const late = hosts.filter((_host, index) => !done.includes(index));
  const count = `${done.length} of ${hosts.length} ${hosts.length === 1 ? 'host' : 'hosts'}`;
  return done.length > 0 && late.length > 0 && late.length <= 2 ? `${count}, waiting for ${late.join(', ')}` : count;
}

async function askOne(host: string, request: AskRequest, timeoutMs: number): Promise<HostLook> {
  const { world, target, collect, env, hosts, signal } = request;
  const probes = probesFor(request.probes, host, hosts);
  const ground = { runtimes: target.runtimes, units: target.units, ...(collect === undefined ? {} : { collect }) };
  const sections: readonly SectionRequest[] = [...sectionsFor(ground), ...probeSections(probes, target.runtimes, env)];
  const answer: HostAnswer = await world.ssh.ask(host, { sections, timeoutMs: Math.max(timeoutMs, 1), signal });
  return {
    host,
    state: stateOf(host, answer),
    probes: probeResults(probes, answer),
    ...(answer.problem === undefined ? {} : { problem: answer.problem }),
    ms: answer.ms,
  };
}
