import { commitVariable, firstArgument, isTargetName, targetVariable } from './argument.js';
import { back, type DeployClue, type DeployWay } from './deploy-way.js';
import { scriptsNamed } from './package-scripts.js';
import { type Recipe, recipesNamed } from './recipes.js';
import { at, type Clue, type Seen } from './seen.js';

/** The project's own commands to deploy: targets, scripts of package.json, scripts in files. */
export const ownDeploys = (seen: Seen): readonly DeployClue[] => [
  ...recipesNamed(seen, deployNames).map((recipe) => fromRecipe(recipe, seen)),
  ...scriptFiles(seen, 'deploy').map((script) => fromScript(script, seen)),
  ...scriptsNamed(seen, [...deployNames, 'deploy:production', 'deploy:prod']).map((script) =>
    clue(script, { run: script.run, perTarget: false, ...ownUndo(seen, script.run) }),
  ),
];

const deployNames = ['deploy', 'deploy-production', 'deploy-prod'];
const undoNames = ['rollback', 'undo', 'deploy-rollback', 'undeploy'];

/** A make variable that holds the commit makes the recipe its own way back. */
function fromRecipe(recipe: Recipe, seen: Seen): DeployClue {
  const { run, body, parameters, path, line } = recipe;
  if (parameters.length > 0) {
    const [only = '', ...more] = parameters;
    const isTarget = more.length === 0 && isTargetName(only);
    const way = isTarget ? `${run} "$SHIPIT_TARGET"` : run;
    return clue(recipe, { run: way, perTarget: isTarget, ...ownUndo(seen, run) }, isTarget ? 'sure' : 'guess');
  }

  const isMake = recipe.what === 'target';
  const commit = isMake ? commitVariable(body) : undefined;
  const target = isMake ? targetVariable(body) : undefined;
  const aimed = `${run}${target === undefined ? '' : ` ${target}="$SHIPIT_TARGET"`}`;
  const undo: Partial<DeployWay> =
    commit === undefined
      ? ownUndo(seen, run)
      : { undo: back(`${aimed} ${commit}="$SHIPIT_PREVIOUS"`, at(path, line), `git takes $(${commit})`) };
  return clue(recipe, {
    run: commit === undefined ? aimed : `${aimed} ${commit}="$SHIPIT_COMMIT"`,
    perTarget: target !== undefined,
    ...undo,
  });
}

interface Script {
  readonly path: string;
  readonly text: string;
  readonly run: string;
}

function fromScript({ path, text, run }: Script, seen: Seen): DeployClue {
  const takes = firstArgument(text);
  const base = { where: path, why: 'deploy script' };
  switch (takes) {
    case 'commit': {
      const undo = back(`${run} "$SHIPIT_PREVIOUS"`, path, 'its argument is the commit');
      return { ...base, sure: 'sure', value: { run: `${run} "$SHIPIT_COMMIT"`, perTarget: false, undo } };
    }
    case 'target':
      return {
        ...base,
        sure: 'sure',
        value: { run: `${run} "$SHIPIT_TARGET"`, perTarget: true, ...ownUndo(seen, run) },
      };
    case 'something':
      return {
        ...base,
        why: 'deploy script; it reads arguments',
        sure: 'likely',
        value: { run, perTarget: false, ...ownUndo(seen, run) },
      };
    case 'nothing':
      return { ...base, sure: 'sure', value: { run, perTarget: false, ...ownUndo(seen, run) } };
  }
}

/** Scripts called `deploy` or so in the usual places; started through `sh` when git does not keep them as executable. */
function scriptFiles({ files, texts, executable }: Seen, name: string): readonly Script[] {
  const folders = ['bin/', 'script/', 'scripts/', 'ops/', 'tools/', ''];
  const paths = folders.flatMap((folder) => [`${folder}${name}`, `${folder}${name}.sh`]);
  return paths.flatMap((path) => {
    const text = texts.get(path);
    if (text === undefined || !files.includes(path)) {
      return [];
    }
    const direct = path.includes('/') ? path : `./${path}`;
    const shell = /^#!.*\bbash\b/.test(text) ? 'bash' : 'sh';
    return [{ path, text, run: executable.has(path) ? direct : `${shell} ${path}` }];
  });
}

/** The project's own command for the way back, of the same tool as the deploy if there are several. */
function ownUndo(seen: Seen, deploy: string): Partial<DeployWay> {
  const [tool] = deploy.split(' ');
  const recipes = [...recipesNamed(seen, undoNames), ...scriptsNamed(seen, undoNames)].filter(
    ({ parameters }) => parameters.length === 0,
  );
  const found = recipes.find(({ run }) => run.startsWith(`${tool} `)) ?? recipes[0];
  if (found) {
    const { run, path, line, what, name, body } = found;
    const commit = what === 'target' ? commitVariable(body) : undefined;
    const exact = commit === undefined ? run : `${run} ${commit}="$SHIPIT_PREVIOUS"`;
    return { undo: back(exact, at(path, line), `${what} "${name}"`) };
  }
  const script = undoNames.slice(0, 2).flatMap((name) => scriptFiles(seen, name))[0];
  if (script === undefined) {
    return {};
  }
  const exact = firstArgument(script.text) === 'commit' ? `${script.run} "$SHIPIT_PREVIOUS"` : script.run;
  return { undo: back(exact, script.path, 'roll-back script') };
}

const clue = ({ path, line, what, name }: Recipe, value: DeployWay, sure: Clue['sure'] = 'sure'): DeployClue => ({
  value,
  where: at(path, line),
  why: `${what} "${name}"`,
  sure,
});
