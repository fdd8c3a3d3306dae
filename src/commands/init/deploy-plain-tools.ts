import { back, type DeployClue, type DeployWay, none, tool } from './deploy-way.js';
import { type Certainty, firstOf, type Seen } from './seen.js';

/** Tools that are known by a file of theirs, whatever stands in it. */
export const plainTools = (seen: Seen): readonly DeployClue[] => tools.flatMap((rule) => byFile(rule, seen));

function byFile({ files, why, sure, way }: PlainTool, seen: Seen): readonly DeployClue[] {
  const path = firstOf(seen, files);
  return path === undefined ? [] : [{ ...tool(path, why, { ...way, run: way.run.replace('FILE', path) }), sure }];
}

interface PlainTool {
  readonly files: readonly string[];
  readonly why: string;
  readonly sure: Certainty;
  readonly way: Omit<DeployWay, 'perTarget'>;
}

const tools: readonly PlainTool[] = [
  {
    files: ['wrangler.toml', 'wrangler.json', 'wrangler.jsonc'],
    why: 'Cloudflare Workers',
    sure: 'likely',
    // https://developers.cloudflare.com/workers/wrangler/commands/#rollback: without an id, the version before.
    way: {
      run: 'npx wrangler deploy',
      undo: back('npx wrangler rollback --yes', 'its own command', 'to the version before'),
    },
  },
  {
    files: ['vercel.json'],
    why: 'Vercel',
    sure: 'likely',
    // https://vercel.com/docs/deployments/rollback-production-deployment: without an address, the deployment before.
    way: { run: 'vercel deploy --prod', undo: back('vercel rollback', 'its own command', 'to the deployment before') },
  },
  {
    files: ['netlify.toml'],
    why: 'Netlify',
    sure: 'likely',
    way: { run: 'netlify deploy --prod', noUndo: none('No single command of Netlify is known for it') },
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
    way: { run: 'firebase deploy', noUndo: none('No single command of Firebase is known for it') },
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
