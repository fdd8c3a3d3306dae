import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KindGrammar } from '../../checklist/grammar.js';
import { loadChecklist } from '../../checklist/load.js';
import { OperatorError, OperatorErrors } from '../../errors.js';

/** Reads the text back as every other command will. @throws Error, a bug of ours, if it is no valid checklist */
export async function proveLoads(text: string, kinds: readonly KindGrammar[]): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'shipit-init-'));
  const file = path.join(directory, 'shipit.yml');
  try {
    await writeFile(file, text, { mode: 0o600 });
    await loadChecklist({ file, shown: 'shipit.yml', root: directory, kinds });
  } catch (error) {
    throw error instanceof OperatorErrors || error instanceof OperatorError
      ? new Error(`init made a checklist that is not valid: ${error.message}`)
      : error;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
