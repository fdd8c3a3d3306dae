import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { putText } from '../../src/audit/evidence-store.js';
import { outputFile } from '../../src/audit/outputs.js';
import { openSegment } from '../../src/audit/segment.js';
import { segmentPath } from '../../src/audit/segment-files.js';
import { openProject, projectId } from '../../src/audit/state.js';
import type { RunEvent } from '../../src/run/events.js';
import { repository, temporaryDirectory } from './repository.js';
import { openTerminal, type Terminal, type TerminalOptions } from './terminal.js';

/** A repository with an audit log that is written here, record by record, and read by the real program. */
export interface LogStory {
  /** Starts shipit in a terminal there. */
  readonly open: (options?: TerminalOptions) => Terminal;
  /**
   * Writes a run, one event every ten seconds from the time of its id on.
   * @returns its file
   */
  readonly run: (id: string, events: readonly RunEvent[], output?: string) => string;
  /** Keeps a text that is too long for a record. @returns its SHA-256 */
  readonly text: (text: string) => string;
}

export function logStory(): LogStory {
  const { root } = repository();
  const folder = temporaryDirectory();
  const stateDir = join(folder, 'state');
  const project = openProject({
    stateDir,
    projectId: projectId({ remoteUrl: undefined, commonDir: join(root, '.git') }),
    write: true,
  });
  const env = { SHIPIT_STATE_DIR: stateDir, SHIPIT_CONFIG_DIR: join(folder, 'config'), TZ: 'UTC' };
  return {
    open: (options = {}) => openTerminal({ ...options, cwd: root, env: { ...env, ...options.env } }),
    text: (text) => putText(project, text),
    run(id, events, output) {
      let ms = Date.parse(id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, '$1-$2-$3T$4:$5:$6Z'));
      const now = (): Date => {
        ms += 10_000;
        return new Date(ms);
      };
      const clock = { now, monotonicMs: () => ms };
      const writer = openSegment({ project, run: id, tool: { version: '0.1.0', node: '', git: '' }, clock });
      for (const { type, ...body } of events) {
        writer.append(type, body);
      }

      writer.close();
      if (output !== undefined) {
        writeFileSync(outputFile(project, id, 'deploy'), output);
      }

      return segmentPath(project, id, 1);
    },
  };
}
