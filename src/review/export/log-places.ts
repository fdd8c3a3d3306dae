import type { Places } from '../told.js';

/** Where things lie inside the audit log. An export goes to others: it does not tell where this machine keeps its files. */
export const logPlaces: Places = {
  evidence: (sha256) => `evidence/${sha256}.txt`,
  output: (recorded) => recorded.split('/').at(-1) ?? recorded,
};
