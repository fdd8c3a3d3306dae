import { resolveRun } from '../../audit/read.js';
import { listSummaries } from '../../audit/summaries.js';
import { OperatorError } from '../../errors.js';
import type { LogPlace } from './log-context.js';

/**
 * The run that an operator means: `last`, the beginning of its id, or a commit: then the newest run about it.
 * @throws OperatorError if there is none, or several
 */
export async function namedRun({ project, git }: Pick<LogPlace, 'project' | 'git'>, text: string): Promise<string> {
  try {
    return resolveRun(project, text);
  } catch (error) {
    const run = error instanceof OperatorError && isNone(error) ? await newestAbout(project, git, text) : undefined;
    if (run === undefined) {
      throw error;
    }

    return run;
  }
}

/** Not one of several: those are told as such. */
const isNone = ({ message }: OperatorError): boolean => message.startsWith('no run ');

async function newestAbout(
  project: LogPlace['project'],
  git: LogPlace['git'],
  text: string,
): Promise<string | undefined> {
  const commit = /^[0-9a-f]{40}([0-9a-f]{24})?$/u.test(text) ? text : ((await git.resolve(text))?.commit ?? text);
  if (commit.length < 4) {
    return undefined;
  }

  for (const { digest } of listSummaries(project)) {
    if (digest.to.startsWith(commit)) {
      return digest.run;
    }
  }

  return undefined;
}
