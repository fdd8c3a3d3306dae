/**
 * The live shop: a web server of `live`, in the directory it is started in. It runs the page once for each revision,
 * keeps it, and ends by itself with its standard input, so that not even kill -9 of the demo leaves it behind.
 */
export const server = `// Serves what lies in live on a free port of this machine, as long as its standard input is open.
import { execFile } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { promisify } from 'node:util';

const run = promisify(execFile);
const log = (line) => appendFileSync('shop.log', \`\${new Date().toISOString()} \${line}\\n\`);

let shown = { revision: '', page: '' };

async function current() {
  const revision = liveRevision();
  if (revision !== shown.revision) {
    const { stdout } = await run(process.execPath, ['live/src/page.js']);
    shown = { revision, page: html(stdout.trim(), revision) };
    log(\`serves \${revision}\`);
  }
  return shown;
}

function liveRevision() {
  try {
    return readFileSync('live/REVISION', 'utf8').trim();
  } catch {
    return shown.revision; // Just being replaced.
  }
}

const html = (text, revision) => \`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>shop</title>
<h1>The tea shop</h1>
<p>\${text}</p>
<footer>revision \${revision.slice(0, 7)}</footer>
</html>
\`;

const web = createServer(async ({ method, url }, response) => {
  try {
    const { revision, page } = await current();
    const { pathname } = new URL(url, 'http://shop.test');
    const [type, body] = pathname === '/revision' ? ['text/plain', \`\${revision}\\n\`] : ['text/html', page];
    const status = revision === '' ? 503 : ['/', '/revision'].includes(pathname) ? 200 : 404;
    log(\`\${method} \${pathname} \${status}\`);
    response.writeHead(status, { 'content-type': \`\${type}; charset=utf-8\`, 'cache-control': 'no-store' });
    response.end(status === 200 ? body : \`\${status}\\n\`);
  } catch (error) {
    log(String(error));
    response.writeHead(500).end('500\\n');
  }
});
web.listen(0, '127.0.0.1', () => {
  log('open');
  console.log(web.address().port);
});
process.stdin.on('close', () => process.exit()).resume();
`;
