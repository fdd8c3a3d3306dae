import type { ProjectPaths } from '../../audit/state.js';
import type { Git } from '../../world/git.js';

/** Where a command says something. */
export interface Output {
  write(text: string): unknown;
}

/** What every command below `shipit log` gets. */
export interface LogPlace {
  readonly project: ProjectPaths;
  readonly git: Pick<Git, 'run' | 'resolve'>;
  readonly now: Date;
  /** IANA zone. */
  readonly tz: string;
  readonly color: boolean;
  readonly columns: number;
  /** Its output is no terminal. */
  readonly piped: boolean;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Says how far long work is, on one line that is drawn over; not called where nobody looks. */
  readonly progress?: (text: string) => void;
}

export function writeLines(out: Output, lines: readonly string[]): void {
  if (lines.length > 0) {
    out.write(`${lines.join('\n')}\n`);
  }
}
