import type { Command } from 'commander';
import type { RunWork } from './work.js';

/** `shipit ack`. */
export function addAck(_program: Command, _run: RunWork): void {}
