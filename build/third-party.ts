import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'rolldown';

/**
 * Writes `THIRD-PARTY-LICENSES.md` beside the bundle: the licence of every package that a piece of the bundle comes
 * from. One instance for several bundles gathers the packages of all of them.
 */
export const thirdPartyLicences = (): Plugin => {
  const folders = new Set<string>();
  return {
    name: 'third-party-licences',
    generateBundle(_options, bundle) {
      for (const piece of Object.values(bundle)) {
        for (const id of piece.type === 'chunk' ? piece.moduleIds : []) {
          const folder = packageFolder(id);
          if (folder !== undefined) {
            folders.add(folder);
          }
        }
      }
      const sections = [...folders].map(describe).sort();
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.md', source: `${intro}\n${sections.join('\n')}` });
    },
  };
};

const intro = '# Third-party licences\n\nshipit is bundled with parts of these packages.\n';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly homepage?: string;
}

/** Of a bundled file: the nearest folder above it, still in node_modules, whose package.json has a name. */
const packageFolder = (id: string): string | undefined => {
  for (let folder = dirname(id); folder.includes('node_modules'); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && manifestOf(folder).name) {
      return folder;
    }
  }
  return undefined;
};

const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

const describe = (folder: string): string => {
  const { name, version, license, homepage } = manifestOf(folder);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined ? 'The package has no licence file.' : readFileSync(join(folder, file), 'utf8').trim();
  const quoted = text.replace(/\r/g, '').replace(/^/gm, '    ').replace(/ +$/gm, '');
  return `## ${name} ${version}\n\n${license ?? 'see below'}${homepage ? `, ${homepage}` : ''}\n\n${quoted}\n`;
};
