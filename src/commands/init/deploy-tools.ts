import { capistrano, isKamal, kamalDestinations } from './deploy-ruby.js';
import type { DeployClue, DeployWay } from './deploy-way.js';
import { findLine } from './search-text.js';
import { at, type Certainty, type Clue, firstOf, isPlainWord, type Seen } from './seen.js';

/** Ways to deploy that follow from the files of a deploy tool. */
export const toolDeploys = (seen: Seen): readonly DeployClue[] => [
  ...kamal(seen),
  ...capistrano(seen),
  ...mina(seen),
  ...deployer(seen),
  ...fabric(seen),
  ...fly(seen),
  ...helm(seen),
  ...simple.flatMap((rule) => bySimple(rule, seen)),
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

interface SimpleTool {
  readonly files: readonly string[];
  readonly why: string;
  readonly sure: Certainty;
  readonly way: Omit<DeployWay, 'perTarget'>;
}

const none = (what: string): string => `${what}: write down what you would do.`;

const simple: readonly SimpleTool[] = [
  {
    files: ['wrangler.toml', 'wrangler.json', 'wrangler.jsonc'],
    why: 'Cloudflare Workers',
    sure: 'likely',
    // https://developers.cloudflare.com/workers/wrangler/commands/#rollback: without an id, the version before.
    way: { run: 'npx wrangler deploy', undo: back('npx wrangler rollback', 'wrangler', 'to the version before') },
  },
  {
    files: ['vercel.json'],
    why: 'Vercel',
    sure: 'likely',
    way: {
      run: 'vercel deploy --prod',
      noUndo: none('`vercel rollback` wants the address of the deployment to go back to'),
    },
  },
  {
    files: ['netlify.toml'],
    why: 'Netlify',
    sure: 'likely',
    way: { run: 'netlify deploy --prod', noUndo: none('Netlify goes back on its web site only') },
  },
  {
    files: ['serverless.yml', 'serverless.yaml'],
    why: 'Serverless Framework; the stage is the one written there',
    sure: 'likely',
    way: { run: 'npx serverless deploy', noUndo: none('`serverless rollback` wants a timestamp, not a commit') },
  },
  {
    files: ['firebase.json'],
    why: 'Firebase',
    sure: 'likely',
    way: { run: 'firebase deploy', noUndo: none('Firebase goes back on its web site only') },
  },
  {
    files: ['compose.prod.yml', 'docker-compose.prod.yml', 'compose.production.yml', 'docker-compose.production.yml'],
    why: 'Docker Compose for production',
    sure: 'guess',
    way: { run: 'docker compose -f FILE up -d --build' },
  },
  {
    files: ['compose.yml', 'compose.yaml', 'docker-compose.yml', 'docker-compose.yaml'],
    why: 'Docker Compose',
    sure: 'guess',
    way: { run: 'docker compose up -d --build' },
  },
];

function bySimple({ files, why, sure, way }: SimpleTool, seen: Seen): readonly DeployClue[] {
  const path = firstOf(seen, files);
  return path === undefined ? [] : [{ ...tool(path, why, { ...way, run: way.run.replace('FILE', path) }), sure }];
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
    undo: back('heroku rollback --remote heroku', 'Heroku', 'to the release before'),
  };
  if (refs.heroku) {
    return [tool('git remote', 'a remote called heroku', way)];
  }
  return files.includes('Procfile') ? [{ ...tool('Procfile', 'perhaps Heroku', way), sure: 'guess' }] : [];
}

const tool = (where: string, why: string, way: Omit<DeployWay, 'perTarget'>): DeployClue => ({
  value: { ...way, perTarget: false },
  where,
  why,
  sure: 'likely',
});

function back(value: string, where: string, why: string): Clue {
  return { value, where, why, sure: 'likely' };
}
