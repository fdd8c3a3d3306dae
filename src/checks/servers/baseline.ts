import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { messageOf } from '../../errors.js';
import type { KeptSnapshot, SnapshotStore } from '../../world/snapshots.js';
import type { HostLook } from './ask-hosts.js';
import { isBaselineFile } from './options.js';
import type { Ground, Snapshot } from './snapshot.js';
import { readSnapshot } from './snapshot-read.js';

/** What the state of a host is compared with. */
export type Baseline =
  /** A kept or written snapshot. */
  | { readonly how: 'snapshot'; readonly snapshot: Snapshot; readonly sha256?: string; readonly file?: string }
  /** Another host as it is now. */
  | { readonly how: 'host'; readonly host: string; readonly ground: Partial<Ground> }
  /** What the package logs say since the last deploy; seconds since 1970. */
  | { readonly how: 'history'; readonly since: number }
  /** Nothing, and why. */
  | { readonly how: 'none'; readonly why: string };

export interface BaselineFound {
  readonly baseline: Baseline;
  /** Kept snapshots that are not what was written. */
  readonly broken: readonly string[];
}

export interface BaselineRequest {
  /** As the option has it: `healthy`, a host, a file. */
  readonly wanted: string;
  readonly target: string;
  readonly store: SnapshotStore;
  /** Top of the work tree; files are named from there. */
  readonly root: string;
  /** All hosts that were asked, the one of the option as well. */
  readonly looks: readonly HostLook[];
  /** When the target was deployed last, UTC, ISO 8601; absent: nobody knows. */
  readonly deployedAt?: string;
}

/** What one host is compared with. Never rejects: what cannot be had is `none`, in words. */
export function baselineOf(host: string, request: BaselineRequest): BaselineFound {
  const { wanted } = request;
  if (wanted === 'healthy') {
    return newestHealthy(host, request);
  }

  return { baseline: isBaselineFile(wanted) ? fromFile(wanted, request) : fromHost(wanted, request), broken: [] };
}

function newestHealthy(host: string, { target, store, deployedAt }: BaselineRequest): BaselineFound {
  const { kept, broken } = store.list(target, host);
  const read = kept.map(readKept);
  const unreadable = [...broken, ...read.flatMap((one) => ('why' in one ? [one.why] : []))];
  const healthy = read.find((one) => 'snapshot' in one && one.snapshot.healthy);
  if (healthy !== undefined && 'snapshot' in healthy) {
    return { baseline: { how: 'snapshot', ...healthy }, broken: unreadable };
  }

  const since = deployedAt === undefined ? Number.NaN : Date.parse(deployedAt);
  const why =
    kept.length === 0
      ? 'no snapshot yet: the first is kept when a deploy ends well'
      : 'no kept snapshot is of a healthy deploy';
  return {
    baseline: Number.isNaN(since) ? { how: 'none', why } : { how: 'history', since: Math.floor(since / 1000) },
    broken: unreadable,
  };
}

type Read = { readonly snapshot: Snapshot; readonly sha256: string } | { readonly why: string };

function readKept({ json, sha256 }: KeptSnapshot): Read {
  try {
    return { snapshot: readSnapshot(json), sha256 };
  } catch (error) {
    return { why: `snapshot ${sha256.slice(0, 7)}: ${messageOf(error)}` };
  }
}

/** Larger than any host's snapshot. */
const maxFileBytes = 16 * 1024 * 1024;

/** @throws Error in words */
export function readSnapshotFile(file: string, root: string): Snapshot {
  const path = resolve(root, file);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new Error(`${file} is not there`);
  }

  if (!stat.isFile()) {
    throw new Error(`${file} is not a file`);
  }

  if (stat.size > maxFileBytes) {
    throw new Error(`${file} is too large for a snapshot`);
  }

  return readSnapshot(readFileSync(path, 'utf8'));
}

function fromFile(file: string, { root }: BaselineRequest): Baseline {
  try {
    return { how: 'snapshot', snapshot: readSnapshotFile(file, root), file };
  } catch (error) {
    const reason = messageOf(error);
    return { how: 'none', why: reason.startsWith(file) ? reason : `${file}: ${reason}` };
  }
}

function fromHost(name: string, { looks }: BaselineRequest): Baseline {
  const look = looks.find(({ host }) => host === name);
  return look === undefined || look.problem !== undefined
    ? { how: 'none', why: `${name} could not be asked: ${look?.problem?.text ?? 'it is not one of the hosts'}` }
    : { how: 'host', host: name, ground: { ...look.state, probes: look.probes } };
}
