/** What the throw-away project is operated with: real programs that do real things, all inside its directory. */

/** Copies the files of a commit, and of no other, to `live`, which the web server serves. */
export const deploy = `// Puts one commit live: node ops/deploy.mjs COMMIT
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const commit = process.argv[2] ?? '';
if (!/^[0-9a-f]{40,64}$/.test(commit)) {
  console.error('usage: node ops/deploy.mjs COMMIT');
  process.exit(2);
}

const git = (...args) => execFileSync('git', args);
const next = '../live.next';
rmSync(next, { recursive: true, force: true });
for (const path of String(git('ls-tree', '-r', '--name-only', '-z', commit, 'src', 'config')).split('\\0')) {
  if (path !== '') {
    mkdirSync(dirname(join(next, path)), { recursive: true });
    writeFileSync(join(next, path), git('show', \`\${commit}:\${path}\`));
    console.log(\`copied \${path}\`);
    await setTimeout(process.env.SHIPIT_RUN ? 250 : 0); // slow enough to be watched
  }
}

writeFileSync(join(next, 'package.json'), '{ "type": "module" }\\n');
writeFileSync(join(next, 'REVISION'), \`\${commit}\\n\`);
const old = '../live.old';
rmSync(old, { recursive: true, force: true });
if (existsSync('../live')) {
  renameSync('../live', old);
}
renameSync(next, '../live');
rmSync(old, { recursive: true, force: true });
console.log(\`live: \${commit}\`);
`;

export const backup = `// Makes a backup of the orders: node ops/backup.mjs
import { copyFileSync, mkdirSync, utimesSync } from 'node:fs';

const now = new Date();
const file = \`../backups/orders-\${now.toISOString().slice(0, 10)}.json\`;
mkdirSync('../backups', { recursive: true });
copyFileSync('../data/orders.json', file);
utimesSync(file, now, now);
console.log(\`made \${file}\`);
`;

export const backupCheck = `// Go when the newest backup of the orders is less than a day old.
import { readdirSync, statSync } from 'node:fs';

const backups = readdirSync('../backups').map((name) => ({ name, at: statSync(\`../backups/\${name}\`).mtimeMs }));
const newest = backups.sort((a, b) => b.at - a.at)[0];
const hours = Math.floor((Date.now() - (newest?.at ?? 0)) / 3_600_000);
if (newest === undefined || hours >= 24) {
  console.log('To make one, in this directory: node ops/backup.mjs');
  console.log(newest ? \`the newest is \${newest.name}, \${hours} hours old\` : 'there is none');
  process.exit(1);
}

console.log(\`\${newest.name}, made \${hours === 0 ? 'just now' : \`\${hours} hours ago\`}\`);
`;

export const expiring = `// Go when nothing that the shop needs ends within six weeks.
import { readFileSync } from 'node:fs';

const days = (date) => Math.floor((Date.parse(date) - Date.now()) / 86_400_000);
const ends = Object.entries(JSON.parse(readFileSync('ops/expires.json', 'utf8')));
const soon = ends.filter(([, { date }]) => days(date) < 42);
for (const [key, { what, date }] of ends) {
  console.log(\`\${key}: \${what} ends on \${date}, in \${days(date)} days\`);
}
console.log(
  JSON.stringify({
    verdict: soon.length > 0 ? 'no-go' : 'go',
    summary: soon.length > 0 ? \`\${soon.length} of \${ends.length} ends within six weeks\` : 'nothing ends soon',
    findings: soon.map(([key, { what, date }]) => ({ key, text: \`\${what} ends on \${date}\` })),
  }),
);
`;
