import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { faultIn } from '../../audit/fault-of.js';
import { readAt } from '../../audit/files.js';
import { createNameLookup } from '../../audit/name-lookup.js';
import { codeOf } from '../../audit/system-error.js';
import { exitCodes } from '../../errors.js';
import { createTimes } from '../../review/times.js';
import { safeLine } from '../../text/sanitise.js';
import type { BrowserSource } from '../../ui/browser/browser-source.js';
import { type Entry, toEntry } from '../../ui/browser/entry.js';
import type { TextFile } from '../../ui/browser/text-file.js';
import { loadBrowserScreen } from '../../ui/load-screen.js';
import type { CommandContext } from '../context.js';
import { shownRun } from '../shown-run.js';
import { exitOf, listenToSignals } from '../signals.js';
import type { Search } from './filter-flags.js';
import { lookThrough } from './find-runs.js';
import type { LogPlace } from './log-context.js';

/**
 * The audit log on the full screen, until somebody leaves it.
 * @returns 0; 129, 130 or 143 after a signal
 * @throws OperatorError for a commit that is none; the file system's error where the log cannot be read
 */
export async function browse(context: CommandContext, place: LogPlace, search: Search): Promise<number> {
  const { stdin, stdout, env } = context;
  const signals = listenToSignals();
  const files = openFiles();
  try {
    const [{ showBrowser }, source] = await Promise.all([loadBrowserScreen(), sourceOf(place, search, files)]);
    const how = await showBrowser(source, {
      ...{ stdin, env, tz: place.tz, times: createTimes(place.tz, place.now) },
      stdout: stdout as typeof stdout & { readonly fd: number },
      monotonicMs: () => performance.now(),
      onScreen: signals.onScreen,
      interrupted: signals.received,
    });
    return how === 'leave' ? exitCodes.ok : how === 'interrupt' ? exitCodes.interrupted : exitOf(how);
  } finally {
    signals.stop();
    files.close();
  }
}

async function sourceOf({ project, git }: LogPlace, search: Search, files: OpenFiles): Promise<BrowserSource> {
  const found = await lookThrough({ project, git }, search);
  const namesOf = createNameLookup(project);
  function* entries(): Generator<Entry | undefined> {
    for (const run of found) {
      yield run === undefined ? undefined : toEntry(run);
    }
  }

  return {
    runs: entries(),
    about: aboutSearch(search),
    // Of the index only the end of the run is compared: the size fitted when it was listed.
    fault: ({ digest }) =>
      faultIn({
        run: digest.run,
        names: namesOf(digest.run),
        indexed: { ...digest, segments: 0, bytes: 0 },
      }),
    open(run) {
      const { page } = shownRun(project, run);
      return page;
    },
    file: files.open,
  };
}

/** What was looked for, as it was typed. */
function aboutSearch({ filter, commit, text, limit }: Search): string {
  const { since, until, operator, target, outcome, item, override } = filter;
  const day = (instant: Date | undefined): string | undefined => instant?.toISOString().slice(0, 10);
  const words = { since: day(since), until: day(until), operator, target, outcome, item, commit, text };
  return [
    ...Object.entries(words).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name} ${safeLine(value, 24)}`],
    ),
    ...(override ? ['overridden'] : []),
    ...(limit === undefined ? [] : [`at most ${limit}`]),
  ].join(', ');
}

interface OpenFiles {
  readonly open: (path: string) => TextFile | undefined;
  readonly close: () => void;
}

/** The one file that is looked at stays open: the file of a run that goes on may be replaced meanwhile. */
function openFiles(): OpenFiles {
  let fd: number | undefined;
  const close = (): void => {
    if (fd !== undefined) {
      closeSync(fd);
      fd = undefined;
    }
  };
  return {
    close,
    open(path) {
      const opened = openRegular(path);
      if (opened === undefined) {
        return undefined;
      }

      close();
      fd = opened;
      return {
        size: () => fstatSync(opened).size,
        read: (position, length) => readAt(opened, position, length),
      };
    },
  };
}

/** Never follows a link and never waits for a FIFO. */
function openRegular(path: string): number | undefined {
  try {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if (fstatSync(fd).isFile()) {
      return fd;
    }

    closeSync(fd);
    return undefined;
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'EMLINK', 'ENXIO'].includes(codeOf(error) ?? '')) {
      return undefined;
    }

    throw error;
  }
}
