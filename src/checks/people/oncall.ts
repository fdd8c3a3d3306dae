import { plural } from '../../text/plural.js';
import { safeLine } from '../../text/sanitise.js';
import type { GatherContext } from '../kind.js';
import { withRole } from '../persons.js';
import type { NeedLook, Stretch } from './model.js';
import { askOnCallCommand } from './oncall-command.js';
import { readOnCallCalendar } from './oncall-ics.js';
import { needed, whoIsIt } from './oncall-words.js';
import type { OnCall } from './options.js';
import { whoIsCalled } from './whose-name.js';

/** Who is on call; what is not known about it a person tells. */
export async function lookAtOnCall(
  written: OnCall | undefined,
  stretch: Stretch,
  tz: string,
  context: GatherContext,
): Promise<NeedLook> {
  const { people } = context.checklist;
  switch (written?.type) {
    case undefined: {
      const all = withRole('oncall', people);
      return all.length === 0
        ? { needed: [], facets: { oncall: whoIsIt('nothing says who is on call') } }
        : { needed: all.map((who) => needed(who, stretch, 'the role `oncall`')), facets: {} };
    }
    case 'list':
      return named(written.people, 'the checklist', stretch, context);
    case 'ics':
      return readOnCallCalendar(written.address, stretch, tz, context);
    case 'command': {
      const { names, why, source } = await askOnCallCommand(written.command, context);
      const look =
        why === undefined
          ? named(names, safeLine(source.cmd, 60), stretch, context)
          : { needed: [], facets: { oncall: whoIsIt(why) } };
      return { ...look, sources: [source] };
    }
  }
}

/** A name that is not in `people` is nobody who could be asked for: somebody has to say who that is. */
function named(names: readonly string[], source: string, stretch: Stretch, { checklist }: GatherContext): NeedLook {
  const found = names.map((name) => ({ name, people: whoIsCalled(name, checklist.people) }));
  const strangers = found.filter(({ people }) => people.length === 0).map(({ name }) => safeLine(name, 40));
  return {
    needed: found.flatMap(({ people }) => people.map((who) => needed(who, stretch, source))),
    facets:
      strangers.length === 0
        ? {}
        : { oncall: whoIsIt(`${source} names ${listOf(strangers)}, who is not in \`people\``) },
  };
}

const listOf = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${plural(names.length - 3, 'other')}` : names.join(', ');
