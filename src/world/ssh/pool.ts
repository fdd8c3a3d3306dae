import { messageOf } from '../../errors.js';
import { type Asker, openAsker, sectionKey } from './asker.js';
import type { Connect } from './connection.js';
import type { DoneSection } from './frames.js';
import { problemOf } from './problems.js';
import type { HostProblem, SectionRequest, Ssh } from './types.js';

/**
 * Who asks a host while it is not yet connected shares one connection with the others, and what they want alike is asked
 * once. At most 6 hosts at once, because sshd drops logins when more come (`MaxStartups 10:30:100`, a proxy included); and
 * one connection a host.
 */
export function createPool(connect: Connect): Ssh['ask'] {
  const waiting = new Map<string, Waiting>();
  const active = new Set<string>();

  const pump = (): void => {
    for (const [host, { askers, isReady }] of [...waiting]) {
      if (isReady && !active.has(host) && active.size < mostConnections) {
        waiting.delete(host);
        serve(host, askers);
      }
    }
  };

  const serve = (host: string, all: readonly Asker[]): void => {
    const askers = all.filter(({ isDone }) => !isDone());
    if (askers.length === 0) {
      return;
    }

    active.add(host);
    connectFor(connect, host, askers).finally(() => {
      active.delete(host);
      pump();
    });
  };

  return (host, request) => {
    const asker = openAsker(host, request);
    const others = waiting.get(host);
    if (others) {
      others.askers.push(asker);
      return asker.answer;
    }

    const mine: Waiting = { askers: [asker], isReady: false };
    waiting.set(host, mine);
    setTimeout(() => {
      mine.isReady = true;
      pump();
    }, gatherMs);
    return asker.answer;
  };
}

const mostConnections = 6;
/** Checks start at once, but do not come to ask in the same turn. */
const gatherMs = 30;

interface Waiting {
  readonly askers: Asker[];
  isReady: boolean;
}

/** One connection for all of them. Never fails. */
async function connectFor(connect: Connect, host: string, askers: readonly Asker[]): Promise<void> {
  // Who wants little is not kept waiting by who wants much.
  const ordered = askers.toSorted((a, b) => a.sections.length - b.sections.length);
  const sections = [...new Map(ordered.flatMap(withKeys)).entries()];
  const stop = new AbortController();
  void Promise.all(askers.map(({ answer }) => answer)).then(() => {
    // A connection that was good to its end closes by itself.
    if (!askers.every(({ isComplete }) => isComplete())) {
      stop.abort();
    }
  });

  try {
    const ended = await connect({
      host,
      sections: sections.map(([, section]) => section),
      deadline: Math.max(...askers.map(({ deadline }) => deadline)),
      signal: stop.signal,
      onHello: () => {
        for (const { heard } of askers) {
          heard();
        }
      },
      onSection: (index, answer) => {
        const key = sections[index]?.[0];
        if (key !== undefined) {
          giveAll(askers, key, answer);
        }
      },
    });
    endAll(askers, problemOf(ended, host) ?? incomplete);
  } catch (error) {
    const text = messageOf(error);
    endAll(askers, { kind: 'answer', text });
  }
}

function giveAll(askers: readonly Asker[], key: string, answer: DoneSection): void {
  for (const { give } of askers) {
    give(key, answer);
  }
}

function endAll(askers: readonly Asker[], problem: HostProblem): void {
  for (const { end } of askers) {
    end(problem);
  }
}

const incomplete: HostProblem = { kind: 'answer', text: 'it left out a part of its answer' };

const withKeys = ({ sections }: Asker): readonly (readonly [string, SectionRequest])[] =>
  sections.map((section) => [sectionKey(section), section]);
