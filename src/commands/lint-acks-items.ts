import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Ack } from '../checklist/acks.js';
import type { Advice } from '../checklist/advice.js';
import type { Checklist } from '../checklist/model.js';
import { reservedIds } from '../checklist/reserved.js';
import { safeLine } from '../text/sanitise.js';
import { didYouMean } from '../text/suggest.js';
import { type Linted, type LintFileContext, lintFile } from './lint-file.js';

/**
 * Acknowledgements of items that no checklist of the project has: they accept nothing. Nothing is said as long as one of
 * the checklists cannot be read: the item may be in there.
 * @param main what was found in the checklist of the project
 */
export async function acksOfNoItem(
  list: readonly Ack[],
  main: Linted,
  context: LintFileContext,
): Promise<readonly Advice[]> {
  const checklists = [main, ...(await others(context))].map(({ loaded }) => loaded?.checklist);
  if (list.length === 0 || !checklists.every((one) => one !== undefined)) {
    return [];
  }

  const ids = [...new Set([...checklists.flatMap(itemIds), ...reservedIds])];
  return list.flatMap(({ key, place }) => {
    const item = key.slice(0, key.indexOf(':'));
    const meant = didYouMean(item, ids);
    return ids.includes(item)
      ? []
      : [
          {
            rule: 'ack-no-item',
            message: `no checklist has an item \`${safeLine(item, 80)}\`, so \`${safeLine(key, 120)}\` accepts nothing`,
            place,
            hint: meant === undefined ? 'write the item, or delete the entry' : `did you mean \`${meant}:…\`?`,
          },
        ];
  });
}

const itemIds = ({ checks, deploy, after }: Checklist): readonly string[] =>
  [...checks, ...deploy.steps.flatMap((step) => step.checks), ...after].map(({ id }) => id);

/** Those that run as `shipit NAME`: they share the acknowledgements. */
async function others(context: LintFileContext): Promise<readonly Linted[]> {
  const directory = path.join(context.root, 'checklists');
  const names = await readdir(directory).catch(() => []);
  return Promise.all(
    names
      .filter((name) => /\.ya?ml$/.test(name))
      .slice(0, mostChecklists)
      .map((name) => lintFile(path.join(directory, name), context)),
  );
}

const mostChecklists = 50;
