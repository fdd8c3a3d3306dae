import { openSync, readSync, writeSync } from 'node:fs';
import { takeLock } from '../../../src/audit/lock.js';
import { openSegment } from '../../../src/audit/segment.js';
import { openProject } from '../../../src/audit/state.js';
import { OperatorError } from '../../../src/errors.js';

/**
 * A process of its own for the tests of crashes, races and full disks. Everything it says goes out at once, so that
 * what was said before a `kill -9` was said.
 */
const [mode = '', stateDir = '', run = ''] = process.argv.slice(2);
const say = (line: string, tries = 9): void => {
  try {
    writeSync(1, `${line}\n`);
  } catch (error) {
    // Where a trial lets writes fail, this is none of those that it is about.
    if (tries === 0) {
      throw error;
    }

    say(line, tries - 1);
  }
};
const tool = { version: '0', node: process.version, git: '2' };

/** Until the parent gives the start, or goes away. */
const waitForParent = (): void => {
  readSync(0, Buffer.alloc(1));
};

try {
  const project = openProject({ stateDir, projectId: '0123456789abcdef', write: mode !== 'open-read' });
  switch (mode) {
    case 'append': {
      const writer = openSegment({ project, run, tool });
      say('open');
      for (let n = 0; ; n += 1) {
        // Now and then one that takes many pages: those are what a kill can tear.
        const reason = 'x'.repeat(n % 5 === 4 ? 60_000 : (n * 97) % 1500);
        const { seq } = writer.append('answer', { check: `${process.pid}-${n}`, answer: 'go', reason });
        say(`ack ${seq} ${writer.head}`);
      }
    }
    case 'fill': {
      const writer = openSegment({ project, run, tool });
      for (let n = 0; n < 5000; n += 1) {
        const { seq } = writer.append('interrupted', { signal: 'x'.repeat(2000) });
        say(`ack ${seq} ${writer.gen}`);
      }
      say('never full');
      break;
    }
    case 'ten': {
      const writer = openSegment({ project, run, tool });
      for (let n = 0; n < 10; n += 1) {
        const { seq } = writer.append('interrupted', { signal: `SIG${n}` });
        say(`ack ${seq} ${writer.head}`);
      }
      say('done');
      break;
    }
    case 'no-descriptor': {
      const writer = openSegment({ project, run, tool });
      const held: number[] = [];
      try {
        for (;;) {
          held.push(openSync('/dev/null', 'r'));
        }
      } catch (error) {
        say(`held ${held.length > 0} ${error instanceof Error && 'code' in error ? String(error.code) : 'nothing'}`);
      }
      for (let n = 0; n < 3; n += 1) {
        const { seq } = writer.append('interrupted', { signal: `SIG${n}` });
        say(`ack ${seq} ${writer.head}`);
      }
      say('done');
      break;
    }
    case 'resume': {
      say('ready');
      waitForParent();
      const writer = openSegment({ project, run, tool });
      say(`won ${writer.gen}`);
      waitForParent();
      break;
    }
    case 'lock': {
      say('ready');
      waitForParent();
      const lock = takeLock(project, 'production', {
        run,
        operator: 'ada',
        commit: '3f2a91c',
        since: '2026-11-19T08:42:00.000Z',
      });
      say(`won ${lock.stale?.run ?? 'free'}`);
      waitForParent();
      break;
    }
    default:
      say('opened');
  }
} catch (error) {
  say(`lost ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
  process.exitCode = mode === 'ten' && error instanceof OperatorError ? error.exitCode : 9;
}
