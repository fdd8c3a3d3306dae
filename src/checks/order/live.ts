import type { OtherRepo } from '../../checklist/model.js';
import type { Git } from '../../world/git.js';
import { asksServers, findPrevious, type PreviousFound } from '../../world/previous.js';
import { askRunning } from '../../world/revision/ask-running.js';
import type { GatherContext } from '../kind.js';
import { knownFacet } from '../release-known.js';
import { lastPutLive } from './logged.js';
import type { Live } from './model.js';

/** Milliseconds for each host and address. */
const patienceMs = 20_000;

/** What the target runs of another repository: by that one's own `revision`, its deployed ref, and the log. */
export async function liveOf(name: string, repo: OtherRepo, git: Git, context: GatherContext): Promise<Live> {
  const { checklist, history, signal, timeoutMs, world, progress } = context;
  const target = { ...context.target, revision: repo.revision };
  const sources = checklist.lastDeploy;
  const logged = lastPutLive(name, target.name, history);
  const servers = asksServers(target, sources)
    ? await askRunning({ ssh: world.ssh, target, timeoutMs: Math.min(timeoutMs, patienceMs), signal, progress })
    : undefined;
  const [found, shallow] = await Promise.all([
    findPrevious({
      git,
      target,
      sources,
      log: logged === 'unsure' ? undefined : logged,
      ...(servers === undefined ? {} : { servers }),
    }),
    git.isShallow(),
  ]);
  const known = knownFacet(found.previous, found, shallow);
  if (known.verdict === 'go' && found.previous !== null) {
    return { state: 'runs', commit: found.previous.commit };
  }

  return known.verdict === 'unknown'
    ? { state: 'unknown', why: known.summary }
    : withoutAnswer(name, repo, found, logged === 'unsure');
}

/** Nobody named a commit: that is certain only where hosts or addresses said themselves that there is none. */
function withoutAnswer(name: string, { revision }: OtherRepo, { servers = [] }: PreviousFound, unsure: boolean): Live {
  const [first] = servers;
  if (first !== undefined && servers.every(({ nothing }) => nothing !== undefined)) {
    return { state: 'nothing', why: `${first.host}: ${first.nothing}` };
  }

  if (unsure) {
    return { state: 'unknown', why: 'the last run that deployed it did not end well' };
  }

  return {
    state: 'unknown',
    why:
      revision.length === 0
        ? `nothing says so: give \`repos.${name}\` a \`revision\``
        : 'its `revision` names no commit',
  };
}
