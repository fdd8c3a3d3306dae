import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../helpers/repository.js';

/**
 * A package database of dpkg for a host of the tests: a few real packages, named by `DPKG_ADMINDIR`. `set` changes a
 * version as an upgrade would leave it; `owns` says which files a package brought.
 */
export function packageDatabase(packages: Readonly<Record<string, { source?: string; version: string }>> = shop) {
  const directory = temporaryDirectory();
  const info = join(directory, 'info');
  mkdirSync(info);
  mkdirSync(join(directory, 'updates'));
  writeFileSync(join(directory, 'available'), '');
  writeFileSync(join(info, 'format'), '1\n');
  const status = join(directory, 'status');
  writeFileSync(status, Object.entries(packages).map(stanza).join('\n'));
  for (const name of Object.keys(packages)) {
    writeFileSync(join(info, `${name}.list`), '/.\n');
  }

  return {
    directory,
    set: (name: string, version: string): void => {
      const text = readFileSync(status, 'utf8');
      const changed = text.replace(new RegExp(`(Package: ${name}\\n(?:.+\\n)*?Version: ).*`), `$1${version}`);
      if (changed === text) {
        throw new Error(`no package ${name} to change`);
      }
      writeFileSync(status, changed);
    },
    owns: (name: string, files: readonly string[]): void =>
      writeFileSync(join(info, `${name}.list`), ['/.', ...files, ''].join('\n')),
    copy: (to: string): void => cpSync(directory, to, { recursive: true }),
  };
}

const shop = {
  libssl3: { source: 'openssl', version: '3.0.17-1~deb12u1' },
  openssl: { version: '3.0.17-1~deb12u1' },
  libpq5: { source: 'postgresql-15', version: '15.18-0+deb12u1' },
  curl: { version: '7.88.1-10+deb12u5' },
  tzdata: { version: '2025b-0+deb12u1' },
};

const stanza = ([name, { source, version }]: [string, { source?: string; version: string }]): string =>
  [
    `Package: ${name}`,
    'Status: install ok installed',
    'Priority: optional',
    'Section: libs',
    'Maintainer: Shop <shop@shop.test>',
    'Architecture: all',
    ...(source === undefined ? [] : [`Source: ${source}`]),
    `Version: ${version}`,
    'Description: a package of the shop',
    '',
  ].join('\n');
