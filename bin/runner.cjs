'use strict';

/*
 * The detached runner of a deploy: started by shipit, in a session of its own, and not meant to be started by hand. Its
 * environment is the operator's as it came; the bundle reads nothing of it at its start.
 */

const { join } = require('node:path');

// Without a handler Node opens its inspector.
process.on('SIGUSR1', () => {});

const { runnerMain } = require(join(__dirname, '..', 'dist', 'runner.cjs'));

const { version } = require(join(__dirname, '..', 'package.json'));

runnerMain(version).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error) => {
    console.error(`shipit: internal error in the runner\n${error?.stack ?? error}`);
    process.exitCode = 1;
  },
);
