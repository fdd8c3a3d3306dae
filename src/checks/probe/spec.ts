import type { Command } from '../../checklist/model.js';

/** A probe as the checklist has it: a command, or a map with exactly one of command, url, log, restarts, all. */
export type WrittenProbe = Command | ProbeOptions;

/** Names as in the checklist; `within` in milliseconds. */
export interface ProbeOptions {
  readonly command?: Command;
  readonly url?: string;
  readonly log?: string;
  readonly restarts?: readonly string[];
  readonly all?: 'python-stdlib' | 'python-dists';
  readonly host?: string;
  readonly of?: readonly string[];
  readonly expect?: number | string;
  readonly body?: string;
  readonly within?: number;
  readonly match?: string;
  readonly max?: number;
  readonly min?: number;
  readonly rise?: number;
  readonly over_baseline?: string;
}

/** What a number must not be; absent limits do not count. */
export interface Limits {
  readonly max?: number;
  readonly min?: number;
  /** Over the median of before the deploy. */
  readonly rise?: number;
  /** Standard deviations over what was normal before the deploy; see `baselineLimit`. */
  readonly overBaseline?: number;
}

interface Named {
  readonly name: string;
  /** `local`, or a host; `each` and `first` as long as nobody asked which hosts there are. */
  readonly host: string;
  /** Why nobody knows where to look. */
  readonly nowhere?: string;
}

export interface UrlProbe extends Named {
  readonly type: 'url';
  readonly url: string;
  /** A status, or `2xx` for all of a hundred; only with `2xx` redirects are followed. */
  readonly expect: number | string;
  /** What the page has to contain: a text, or `/pattern/`. */
  readonly body?: string;
  /** Milliseconds. */
  readonly within: number;
}

export interface CommandProbe extends Named {
  readonly type: 'command';
  readonly command: Command;
  readonly limits: Limits;
}

export interface LogProbe extends Named {
  readonly type: 'log';
  /** As written: absolute, or from the top of the work tree; on a host from the deployed tree. */
  readonly path: string;
  /** A pattern; absent for the built-in signs of a crash. */
  readonly match?: string;
  /** Lines that may match. */
  readonly max: number;
}

/** Services that systemd must not have to start again: a respawn loop can answer 200 half of the time. */
export interface RestartsProbe extends Named {
  readonly type: 'restarts';
  readonly units: readonly string[];
}

/** Every module of some interpreters can be loaded, as far as it could before the deploy. */
export interface AllProbe extends Named {
  readonly type: 'all';
  readonly all: 'python-stdlib' | 'python-dists';
  /** As written; none: those of the target. */
  readonly of: readonly string[];
}

export type ProbeSpec = UrlProbe | CommandProbe | LogProbe | RestartsProbe | AllProbe;

/** A probe as written, before anybody asked which hosts there are; see `placeProbes`. */
export function probeSpec(name: string, written: WrittenProbe): ProbeSpec {
  const probe = optionsOf(written);
  const named = { name, host: hostOf(written) };
  if (probe.url !== undefined) {
    return {
      ...named,
      type: 'url',
      url: probe.url,
      expect: probe.expect ?? 200,
      within: probe.within ?? defaultWithinMs,
      ...(probe.body === undefined ? {} : { body: probe.body }),
    };
  }

  if (probe.command !== undefined) {
    return { ...named, type: 'command', command: probe.command, limits: limitsOf(probe) };
  }

  if (probe.log !== undefined) {
    const match = probe.match === undefined || probe.match === 'crash' ? {} : { match: probe.match };
    return { ...named, type: 'log', path: probe.log, max: probe.max ?? 0, ...match };
  }

  return probe.restarts === undefined
    ? { ...named, type: 'all', all: probe.all ?? 'python-dists', of: probe.of ?? [] }
    : { ...named, type: 'restarts', units: probe.restarts };
}

/** Where a probe looks unless it says so: at what lies on the hosts on each of them (checks.md section 2.3). */
export function hostOf(written: WrittenProbe): string {
  const { host, command, url } = optionsOf(written);
  return host ?? (command === undefined && url === undefined ? 'each' : 'local');
}

/** The long form of a probe. */
export const optionsOf = (written: WrittenProbe): ProbeOptions =>
  typeof written === 'string' || isList(written) ? { command: written } : written;

/** Whether it has to be looked at several times before the deploy: what it brings is compared with that. */
export const comparesWithBefore = (spec: ProbeSpec): boolean =>
  spec.type === 'command' && (spec.limits.overBaseline !== undefined || spec.limits.rise !== undefined);

const defaultWithinMs = 5000;

const isList = (written: WrittenProbe): written is readonly string[] => Array.isArray(written);

function limitsOf({ max, min, rise, over_baseline }: ProbeOptions): Limits {
  return {
    ...(max === undefined ? {} : { max }),
    ...(min === undefined ? {} : { min }),
    ...(rise === undefined ? {} : { rise }),
    // `3sd`: the grammar has looked.
    ...(over_baseline === undefined ? {} : { overBaseline: Number.parseFloat(over_baseline) }),
  };
}
