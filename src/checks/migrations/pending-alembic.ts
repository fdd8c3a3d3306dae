import { pythonBeside } from './heads-files.js';
import { withAllBefore } from './heads-graph.js';
import { alembicSteps } from './heads-python.js';
import type { MigrationsLook } from './model.js';
import type { PendingRead } from './pending-formats.js';
import type { Listed } from './pending-read.js';

/**
 * Alembic says where the database stands; the release's files say what comes before that, and so has run, and what comes
 * after it. Undefined: the database stands at a revision that is not among them, or they cannot be read.
 */
export async function alembicPending(look: MigrationsLook, said: PendingRead): Promise<PendingRead | undefined> {
  const { files, unread } = await pythonBeside(look, 'alembic');
  const steps = alembicSteps(files).filter((one) => 'id' in one);
  const at = said.listed.map(({ id }) => steps.find((step) => step.id === id || step.id.startsWith(id))?.id);
  if (unread.length > 0 || at.some((id) => id === undefined)) {
    return undefined;
  }

  const ran = withAllBefore(
    steps,
    at.filter((id) => id !== undefined),
  );
  const listed = steps.map(({ id }): Listed => ({ id, state: ran.has(id) ? 'applied' : 'pending' }));
  return { ...said, listed };
}
