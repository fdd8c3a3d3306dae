import { constants } from 'node:os';
import type { RevisionSource, Target } from '../../checklist/model.js';
import { plural } from '../../text/plural.js';
import { safeLine } from '../../text/sanitise.js';
import { commandWords } from '../command-words.js';
import { type HostAnswer, HostsUnknown, type SectionRequest, type Ssh } from '../ssh/types.js';
import { noCommit } from './ask-url.js';
import { asCommit } from './commit-in.js';
import script from './revision.sh';
import { type Running, sameCommit } from './running.js';

export type HostSource = Exclude<RevisionSource, { readonly url: string } | { readonly ref: string }>;

export interface AskHosts {
  readonly ssh: Ssh;
  readonly target: Target;
  readonly sources: readonly HostSource[];
  /** Milliseconds for each host, the wait for a free connection included. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** One short line for the screen, with every answer. */
  readonly progress: (text: string) => void;
}

/** Asks every host of the target which commit it runs. Never throws: what is not known says why. */
export async function askHosts({ ssh, target, sources, ...limits }: AskHosts): Promise<readonly Running[]> {
  const hosts = await hostsOf(ssh, target, limits.signal);
  if (typeof hosts === 'string') {
    return [{ host: 'the hosts', error: hosts }];
  }

  const silent = new Set(hosts);
  const tell = (): void => limits.progress(progressText(hosts.length, [...silent]));
  tell();
  const sections = sources.map((source, index) => requestFor(source, target.path ?? '', index));
  const all = await Promise.all(
    hosts.map(async (host) => {
      const answer = await ssh.ask(host, { sections, timeoutMs: limits.timeoutMs, signal: limits.signal });
      silent.delete(host);
      tell();
      return runningOn(host, sources, answer);
    }),
  );
  return all.flat();
}

/** `1 of 3 hosts said what runs`, and in the end for whom it waits. */
function progressText(all: number, silent: readonly string[]): string {
  const said = `${all - silent.length} of ${plural(all, 'host')} said what runs`;
  return silent.length > 0 && silent.length < all && silent.length < 3 ? `${said}, not ${silent.join(' and ')}` : said;
}

/** @returns why nobody knows them, in words */
async function hostsOf(ssh: Ssh, target: Target, signal: AbortSignal): Promise<readonly string[] | string> {
  try {
    const hosts = await ssh.hostsOf(target, signal);
    return hosts.length === 0 ? 'the target names no hosts to ask' : hosts;
  } catch (error) {
    if (error instanceof HostsUnknown) {
      return safeLine(error.message, 200);
    }

    throw error;
  }
}

const requestFor = (source: HostSource, path: string, index: number): SectionRequest => ({
  name: nameOf(index),
  script,
  call:
    'file' in source
      ? ['revision_file', path, source.file]
      : ['revision_command', path, ...commandWords(source.command)],
});

const nameOf = (index: number): string => `revision-${index + 1}`;

/**
 * What the sources of one host say together. Several are several ways to the same: one that knows is enough. Where two
 * of them name different commits, both count.
 */
function runningOn(host: string, sources: readonly HostSource[], answer: HostAnswer): readonly Running[] {
  const said = sources.map((source, index) => saidBy(source, answer, nameOf(index)));
  const commits = said
    .map(({ commit }) => commit)
    .filter((commit) => commit !== undefined)
    .toSorted((a, b) => b.length - a.length);
  const distinct = commits.filter((one, index) => !commits.slice(0, index).some((other) => sameCommit(one, other)));
  if (distinct.length > 0) {
    return distinct.map((commit) => ({ host, commit }));
  }

  const why = said.find(({ error }) => error !== undefined) ?? said[0];
  return [{ host, ...why }];
}

type Said = Omit<Running, 'host'>;

function saidBy(source: HostSource, { sections, problem }: HostAnswer, name: string): Said {
  const section = sections.get(name);
  if (section === undefined || section.how === 'missing') {
    return { error: inWords(problem) };
  }

  const [found = '', ...rest] = section.text.split('\n');
  const what = 'file' in source ? source.file : 'the command';
  switch (found) {
    case 'said':
      return section.rc === 0 ? commitOf(rest) : { error: failed(section.rc, section.err) };
    case 'none':
      return { nothing: 'file' in source ? `there is no ${safeLine(source.file, 60)}` : 'nothing is deployed there' };
    case 'link':
      return { error: `the way to ${safeLine(what, 60)} is a link to nothing` };
    case 'unreadable':
      return { error: `${safeLine(what, 60)} may not be ${'file' in source ? 'read' : 'run there'}` };
    case 'special':
      return { error: `what should be ${'file' in source ? 'a file' : 'a directory'} is none` };
    default:
      return { error: 'its answer could not be understood' };
  }
}

function commitOf(lines: readonly string[]): Said {
  const commit = asCommit(lines.join('\n').trim().split('\n')[0] ?? '');
  return commit === undefined ? { error: noCommit } : { commit };
}

/** 124 is what `timeout` ends with; 128 and more stand for a signal. */
function failed(rc: number, err: string): string {
  if (rc === 124) {
    return 'the command took longer than 10 s';
  }

  if (rc > 128) {
    const name = Object.entries(constants.signals).find(([, number]) => number === rc - 128)?.[0];
    return `the command died with ${name ?? `signal ${rc - 128}`}`;
  }

  const last = safeLine(err.trim().split('\n').at(-1) ?? '', 100);
  return `the command ended with exit ${rc}${last === '' ? '' : `: ${last}`}`;
}

function inWords(problem: HostAnswer['problem']): string {
  if (problem === undefined) {
    return 'it did not answer this question';
  }

  return safeLine(`${problem.text}${problem.hint === undefined ? '' : ` (${problem.hint})`}`, 200);
}
