#!/usr/bin/env node
'use strict';

/* Starts the detached deploy runner. Not for people: shipit starts it with an order on its standard input. */

const { runnerMain } = require('../dist/runner.cjs');

runnerMain().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exitCode = 1;
  },
);
