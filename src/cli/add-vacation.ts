import type { Command } from 'commander';
import type { RunWork } from './work.js';

/** `shipit vacation`. */
export function addVacation(_program: Command, _run: RunWork): void {}
