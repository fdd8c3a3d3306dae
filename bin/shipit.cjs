#!/usr/bin/env node
'use strict';

/*
 * Starts shipit, and is the only place that ends the process. CommonJS, because that starts 8 ms sooner than ESM; what
 * is not needed at once is not loaded at once.
 */

const { readFileSync, writeSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const args = process.argv.slice(2);

if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  try {
    writeSync(1, `${version}\n`);
  } catch (error) {
    // `| true` does not want it.
    process.exitCode = error.code === 'EPIPE' ? 0 : 2;
  }
} else {
  start();
}

function start() {
  const { isatty } = require('node:tty');
  const terminals = [0, 1, 2].filter((fd) => isatty(fd));
  const terminalGone = () => terminals.length > 0 && !terminals.some((fd) => isatty(fd));

  const ends = prepareEnds(terminalGone);
  const { loadBundle } = require('./load-bundle.cjs');
  const dist = join(root, 'dist');
  const all = () => loadBundle(dist, 'cli.cjs').main(args, { ...process.env });
  const quick = args[0] === 'log' && args[1] === 'list';
  const work = quick
    ? loadBundle(dist, 'quick-list.cjs')
        .quickList(args, { ...process.env })
        .then((code) => code ?? all())
    : all();
  work.then(ends.leave, ends.bug);
}

function crashText(error) {
  try {
    return require('./load-bundle.cjs').loadBundle(join(root, 'dist'), 'crash-text.cjs').crashText(error, process.env);
  } catch {
    return `shipit: internal error\n${String(error?.stack ?? error).replace(/[^\n\x20-\x7e]/g, '?')}\n`;
  }
}

function tellLast(text) {
  try {
    writeSync(2, text);
  } catch {
    // Nobody to tell.
  }
}

function prepareEnds(terminalGone) {
  let code;

  const leave = (exitCode) => {
    code = exitCode;
    process.exitCode = exitCode;
    if (terminalGone()) {
      // Node 20 crashes in its own exit when the terminal was closed (exit would be by SIGSEGV).
      process.kill(process.pid, 'SIGKILL');
    }
    // Normally nothing is left and Node ends by itself. This runs only if some forgotten handle holds it back.
    setTimeout(() => process.stdout.writableLength === 0 && process.exit(), 1000).unref();
  };

  const bug = (error) => {
    if (error?.code === 'EIO' && terminalGone()) {
      // The terminal was closed in the middle of a read or a write. What has to be done then is done on SIGHUP.
      return;
    }
    const isReplaced = error?.code === 'SHIPIT_REPLACED';
    const said = isReplaced
      ? `shipit: ${error.message}\n  → what was recorded is kept; go on with a walk: shipit resume\n`
      : crashText(error);
    // Last of all that happens at the exit: by then the screen has been given back and the text stays readable.
    process.on('exit', () => tellLast(said));
    process.exitCode = isReplaced ? 15 : 1;
    if (terminalGone()) {
      process.kill(process.pid, 'SIGKILL');
    }
    process.exit(process.exitCode);
  };

  if (!process.env.SHIPIT_DEBUG) {
    // Node's own would stand in the middle of the screen, e.g. that FORCE_COLOR and NO_COLOR are set both.
    process.removeAllListeners('warning');
  }
  process.on('exit', () => {
    // Node ends with 0 when nothing is left to wait for, although the work has not said how it went.
    if (code === undefined && !process.exitCode) {
      process.exitCode = 1;
      tellLast('shipit: internal error: it came to an end before its work did\n');
    }
  });
  process.on('uncaughtException', bug);
  process.on('unhandledRejection', bug);
  // Without a handler Node opens its inspector.
  process.on('SIGUSR1', () => {});
  // What cannot take the output is no mistake of ours.
  const cannotHold = new Map([
    ['ENOSPC', 'no space is left there (ENOSPC)'],
    ['EDQUOT', 'the quota is used up (EDQUOT)'],
    // Node has no name for it on Linux.
    ['Unknown system error -122', 'the quota is used up (EDQUOT)'],
    ['EFBIG', 'the file is as large as it may be (EFBIG)'],
  ]);
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if (stream === process.stderr && (error.code === 'EPIPE' || cannotHold.has(error.code))) {
        // Nobody hears what is said there; the exit code still tells it.
      } else if (error.code === 'EPIPE') {
        // `| head` has seen enough.
        code ??= 0;
        process.exit(code);
      } else if (cannotHold.has(error.code)) {
        process.stderr.write(`shipit: standard output cannot be written: ${cannotHold.get(error.code)}\n`);
        process.exit(2);
      } else {
        bug(error);
      }
    });
  }
  return { leave, bug };
}
