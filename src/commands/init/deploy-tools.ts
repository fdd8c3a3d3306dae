import { plainTools } from './deploy-plain-tools.js';
import { capistrano, isKamal, kamalDestinations } from './deploy-ruby.js';
import { back, type DeployClue, none, tool } from './deploy-way.js';
import { findLine } from './search-text.js';
import { at, firstOf, isPlainWord, type Seen } from './seen.js';

/** Ways to deploy that follow from the files of a deploy tool. */
export const toolDeploys = (seen: Seen): readonly DeployClue[] => [
  ...kamal(seen),
  ...capistrano(seen),
  ...mina(seen),
  ...deployer(seen),
  ...fabric(seen),
  ...fly(seen),
  ...helm(seen),
  ...plainTools(seen),
  ...ansible(seen),
  ...kubernetes(seen),
  ...heroku(seen),
];

/** https://kamal-deploy.org/docs/commands/rollback: the version is the commit unless VERSION says otherwise. */
function kamal(seen: Seen): readonly DeployClue[] {
  if (!isKamal(seen)) {
    return [];
  }
  const path = 'config/deploy.yml';
  const destinations = kamalDestinations(seen);
  const isSplit = destinations.includes('production');
  const program = seen.executable.has('bin/kamal') ? 'bin/kamal' : 'kamal';
  const to = isSplit ? ' -d "$SHIPIT_TARGET"' : '';
  const line = findLine(seen.texts.get(path) ?? '', /^service:/)?.line;
  const undo = back(`${program} rollback${to} "$SHIPIT_PREVIOUS"`, path, 'kamal keeps images by commit');
  return [
    {
      where: at(path, line),
      why: 'Kamal',
      sure: 'likely',
      value: { run: `${program} deploy${to}`, undo, perTarget: isSplit },
    },
  ];
}

/** `config/deploy.rb` of Mina says so in its first lines: `require 'mina/git'`. */
function mina({ texts }: Seen): readonly DeployClue[] {
  const path = 'config/deploy.rb';
  const line = findLine(texts.get(path) ?? '', /^\s*require ['"]mina\//)?.line;
  const undo = back('bundle exec mina rollback', path, 'to the release before');
  return line === undefined ? [] : [tool(at(path, line), 'Mina', { run: 'bundle exec mina deploy', undo })];
}

/** https://deployer.org/docs: `dep rollback` goes to the release before. */
function deployer({ texts }: Seen): readonly DeployClue[] {
  const path = 'deploy.php';
  const line = findLine(texts.get(path) ?? '', /^\s*(namespace Deployer;|require ['"]recipe\/)/)?.line;
  const undo = back('vendor/bin/dep rollback', path, 'to the release before');
  return line === undefined ? [] : [tool(at(path, line), 'Deployer', { run: 'vendor/bin/dep deploy', undo })];
}

function fabric({ texts }: Seen): readonly DeployClue[] {
  const path = 'fabfile.py';
  const text = texts.get(path) ?? '';
  const line = findLine(text, /^def deploy\(/)?.line;
  const rollback = findLine(text, /^def rollback\(/)?.line;
  const undo = rollback === undefined ? {} : { undo: back('fab rollback', at(path, rollback), 'task "rollback"') };
  return line === undefined ? [] : [tool(at(path, line), 'Fabric task "deploy"', { run: 'fab deploy', ...undo })];
}

function fly({ files, texts }: Seen): readonly DeployClue[] {
  const path = 'fly.toml';
  const line = findLine(texts.get(path) ?? '', /^\s*app\s*=/)?.line;
  const noUndo = 'Fly has no roll-back command; `fly releases --image` names older images for `fly deploy --image`.';
  return files.includes(path) ? [tool(at(path, line), 'Fly', { run: 'fly deploy', noUndo })] : [];
}

/** `helm rollback RELEASE` without a number goes to the revision before. */
function helm({ texts }: Seen): readonly DeployClue[] {
  return [...texts].flatMap(([path, text]) => {
    const found = /(^|\/)Chart\.ya?ml$/.test(path)
      ? findLine(text, /^name:\s*["']?([A-Za-z0-9-]+)["']?\s*$/)
      : undefined;
    const folder = path.replace(/\/?Chart\.ya?ml$/, '');
    const name = found?.groups[0] ?? '';
    if (!found || !isPlainWord(name) || (folder !== '' && !isPlainWord(folder))) {
      return [];
    }
    const undo = back(`helm rollback ${name}`, path, 'to the revision before');
    const run = `helm upgrade --install ${name} ./${folder}`;
    return [{ ...tool(at(path, found.line), 'Helm chart', { run, undo }), sure: 'guess' as const }];
  });
}

function ansible(seen: Seen): readonly DeployClue[] {
  const folders = ['', 'ansible/', 'ops/', 'ops/ansible/', 'deploy/'];
  const playbook = firstOf(
    seen,
    folders.flatMap((folder) => ['deploy.yml', 'deploy.yaml'].map((file) => folder + file)),
  );
  const inventory = seen.files.find(
    (file) =>
      /^([^/]+\/){0,2}(inventory|inventories|hosts)(\.ini|\.ya?ml|\/.*production.*)?$/.test(file) && isPlainWord(file),
  );
  if (
    playbook === undefined ||
    (inventory === undefined && !seen.files.some((file) => /(^|\/)ansible\.cfg$/.test(file)))
  ) {
    return [];
  }
  const from = inventory === undefined ? '' : `-i ${inventory} `;
  const noUndo = none('Ansible has no way back of its own');
  return [tool(playbook, 'Ansible playbook', { run: `ansible-playbook ${from}${playbook}`, noUndo })];
}

function kubernetes({ files }: Seen): readonly DeployClue[] {
  const folder = ['k8s', 'kubernetes', 'deploy/k8s', 'manifests'].find((name) =>
    files.some((file) => file.startsWith(`${name}/`) && /\.ya?ml$/.test(file)),
  );
  if (folder === undefined) {
    return [];
  }
  const isKustomized = files.some((file) => /\/kustomization\.ya?ml$/.test(file) && file.startsWith(`${folder}/`));
  const run = isKustomized ? `kubectl apply -k ${folder}` : `kubectl apply -f ${folder}/`;
  return [{ ...tool(`${folder}/`, 'Kubernetes manifests', { run }), sure: 'guess' }];
}

/** The commit that was approved is pushed, whatever is checked out by then. */
function heroku({ files, refs }: Seen): readonly DeployClue[] {
  const way = {
    run: 'git push heroku "$SHIPIT_COMMIT:refs/heads/main"',
    undo: back('heroku rollback --remote heroku', 'its own command', 'to the release before'),
  };
  if (refs.heroku) {
    return [tool('git remote', 'a remote called heroku', way)];
  }
  return files.includes('Procfile') ? [{ ...tool('Procfile', 'perhaps Heroku', way), sure: 'guess' }] : [];
}
