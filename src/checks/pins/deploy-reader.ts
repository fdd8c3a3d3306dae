import type { Command } from '../../checklist/model.js';
import { deployScriptFindings, deployScripts } from './deploy-scripts.js';
import type { PinsPart, PinsReader } from './model.js';

/** The deploy commands of the checklist, and the scripts of the release that they name: do they install what is locked? */
export const deployReader = (commands: readonly Command[]): PinsReader => ({
  wants: (files) => commands.flatMap((command) => deployScripts(command, files)),
  read: (files): readonly PinsPart[] => {
    const findings = commands.flatMap((command) => deployScriptFindings(command, files));
    const scripts = [...new Set(commands.flatMap((command) => deployScripts(command, files)))];
    return findings.length === 0
      ? []
      : [
          {
            ecosystem: 'deploy',
            name: 'deploy',
            files: scripts.flatMap((path) => {
              const blob = files.blob(path);
              return blob === undefined ? [] : [{ path, blob }];
            }),
            direct: [],
            whole: false,
            fine: {},
            findings,
          },
        ];
  },
});
