import type { FrameworkName } from './model.js';
import { flyway } from './pending-flyway.js';
import { knex, sequelize, typeorm } from './pending-node.js';
import { prisma } from './pending-prisma.js';
import { alembic, django } from './pending-python.js';
import type { Listed, PendingFormat } from './pending-read.js';
import { doctrine, efcore, laravel, liquibase } from './pending-tables.js';
import { dbmate, ecto, goose, rails } from './pending-updown.js';

/** What a tool said about the migrations of a database. Names are raw, as the tool writes them. */
export interface PendingRead {
  readonly framework: FrameworkName;
  /** How the tool calls what it printed. */
  readonly tool: string;
  readonly listed: readonly Listed[];
  /** What it says that has run, too. Else one that is not listed may have run or may not be known there. */
  readonly saysApplied: boolean;
}

/**
 * Reads what one of the known tools printed about the state of a database (checks.md section 5.7). Undefined: no format that
 * is known; nothing may be concluded from that.
 * @param exit how it ended; only few tools end with anything but 0 when something has still to run
 */
export function readPending(output: string, exit: number): PendingRead | undefined {
  const lines = plainLines(output);
  for (const format of formats) {
    const listed = exit === 0 || format.exits?.includes(exit) ? format.read(lines, output) : undefined;
    if (listed !== undefined) {
      return { framework: format.framework, tool: format.tool, listed, saysApplied: format.saysApplied !== false };
    }
  }
  return undefined;
}

/** Without colours and without the time that a logger puts before a line. */
export const plainLines = (output: string): readonly string[] =>
  output
    .replaceAll(colours, '')
    .split(/\r?\n/)
    .map((line) => line.slice(0, 1000).replace(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d /, ''));

const colours = /\u001b\[[0-9;]*m/g;

/** The first that understands it counts: those that ask for more stand before those that ask for less. */
const formats: readonly PendingFormat[] = [
  flyway,
  prisma,
  dbmate,
  typeorm,
  django,
  ecto,
  rails,
  sequelize,
  knex,
  laravel,
  goose,
  doctrine,
  efcore,
  liquibase,
  alembic,
];
