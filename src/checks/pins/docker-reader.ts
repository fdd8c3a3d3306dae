import { keyOf } from '../servers/diff-key.js';
import { composeImages } from './docker-compose.js';
import { imageName } from './docker-image.js';
import { dockerImages, type ImageUse } from './docker-images.js';
import { dockerInstalls } from './docker-os.js';
import { dockerCommands } from './docker-run.js';
import { fileAt, folderOf, manifestsOf } from './lock-files.js';
import { installFindings } from './lock-installs.js';
import type { CommitFiles, PinFinding, PinsPart, PinsReader, ReadOptions } from './model.js';

/** Dockerfiles, and compose files where the options name them: what an image is built on, and what is put into it. */
export const dockerReader: PinsReader = {
  wants: (files, options) => buildFiles(files, options),
  read: (files, options) => buildFiles(files, options).map((path) => partFor(path, files, options)),
};

const buildFiles = (files: CommitFiles, options: ReadOptions): readonly string[] =>
  manifestsOf(files, options, options.files === undefined ? dockerfile : listed);

const dockerfile =
  /^(?:(?:Dockerfile|Containerfile)(?:[.-](?!dockerignore$)[\w.-]+)?|[\w.-]+\.(?:[Dd]ockerfile|[Cc]ontainerfile))$/;
const compose = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;
const listed = new RegExp(`${dockerfile.source}|${compose.source}`);

function partFor(path: string, files: CommitFiles, { ignore }: ReadOptions): PinsPart {
  const blob = files.blob(path);
  const part = {
    ecosystem: 'docker',
    name: path,
    files: blob === undefined ? [] : [{ path, blob }],
    direct: [],
    whole: false,
  } as const;
  const file = fileAt(files, path);
  if (file.state !== 'read') {
    const text = `${path} could not be read: it is larger than 4 MiB, or no text`;
    const finding = { key: keyOf(['docker', path]), text, verdict: 'unknown' } as const;
    return {
      ...part,
      fine: {},
      findings: [
        { facet: 'images', ...finding },
        { facet: 'os', ...finding },
      ],
    };
  }

  const isCompose = compose.test(path.slice(folderOf(path).length));
  const images = isCompose ? composeImages(file.text) : dockerImages(file.text);
  const installs = isCompose ? [] : dockerInstalls(file.text);
  const commands = isCompose ? [] : dockerCommands(file.text);
  const matters = (name: string) => !ignore.includes(name);
  return {
    ...part,
    fine: {
      images: images.length === 0 ? `${path} starts from nothing` : images.map(({ image }) => image).join(', '),
      ...(isCompose ? {} : { os: `${path} installs nothing without a version` }),
    },
    findings: [
      ...images
        .filter(({ image, problem }) => problem !== undefined && matters(imageName(image).name))
        .map((use) => imageFinding(path, use)),
      ...installs
        .filter(({ name }) => matters(name))
        .map(({ manager, name, line }): PinFinding => {
          const text = `${path}:${line} installs ${name} (${manager}) without a version`;
          return { facet: 'os', key: keyOf(['docker', path, manager, name]), text };
        }),
      ...commands.flatMap(({ command, line }) =>
        installFindings(command, { where: `${path}:${line}`, key: ['docker', path], isFresh: true }),
      ),
    ],
  };
}

function imageFinding(path: string, { image, line, problem }: ImageUse): PinFinding {
  const { name, tag } = imageName(image);
  const said = {
    'no tag': `${name} has no tag: whatever is newest comes`,
    latest: `${name}:latest is whatever is newest`,
    'a tag that moves': `${name}:${tag} moves from version to version`,
    'a range': `${name}:${tag} is the newest of many versions`,
    'not known before the build': `${image} is known only when the image is built`,
  } as const;
  const text = `${path}:${line} ${problem === undefined ? image : said[problem]}; name a version or a digest`;
  // One number says at least which ones are meant.
  const verdict = problem === 'a range' ? { verdict: 'warn' as const } : {};
  return { facet: 'images', key: keyOf(['docker', path, name]), text, ...verdict };
}
