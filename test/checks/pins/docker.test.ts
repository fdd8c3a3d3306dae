import { expect, test } from 'vitest';
import { imageProblem } from '../../../src/checks/pins/docker-image.js';
import { dockerImages } from '../../../src/checks/pins/docker-images.js';
import { dockerInstalls } from '../../../src/checks/pins/docker-os.js';
import { dockerReader } from '../../../src/checks/pins/docker-reader.js';
import { cpuMs } from './cpu-time.js';
import { readBy, texts, told } from './files-of.js';

const digest = `sha256:${'a1'.repeat(32)}`;

test.each([
  ['python:3.11.4-slim', undefined],
  [`python@${digest}`, undefined],
  [`registry.local:5000/team/app:latest@${digest}`, undefined],
  ['node:20', 'a range'],
  ['node:20-alpine3.19', 'a range'],
  ['node:20-alpine3.19.1', 'a range'],
  ['cypress/browsers:node18.12.0-chrome106-ff106', undefined],
  ['nginx:stable-alpine3', 'a range'],
  ['app:build-1', 'a range'],
  ['app:build-20417', undefined],
  ['debian:bookworm-20240110-slim', undefined],
  ['minio:RELEASE.2024-01-11T07-46-16Z', undefined],
  ['servercore:1809', undefined],
  ['app:sha-3f2a91c', undefined],
  ['app:v1.2', undefined],
  ['python', 'no tag'],
  ['python:latest', 'latest'],
  ['node:lts', 'a tag that moves'],
  ['debian:bookworm-slim', 'a tag that moves'],
  ['registry.local:5000/team/app:1.2', undefined],
  ['app@sha256:short', 'no tag'],
  ['$BASE', 'not known before the build'],
])('the image %s: %s', (image, problem) => {
  expect(imageProblem(image)).toBe(problem);
});

test('I7 FROM registry.local:5000/team/app has a port and no tag', () => {
  const parts = readBy(dockerReader, { Dockerfile: 'FROM registry.local:5000/team/app\n' });
  expect(told(parts)).toEqual(['images no-go docker:Dockerfile:registry.local:5000/team/app']);
  expect(texts(parts)[0]).toBe(
    'Dockerfile:1 registry.local:5000/team/app has no tag: whatever is newest comes; name a version or a digest',
  );
});

test('stages, scratch, arguments, platforms and copies are understood as docker does', () => {
  const file = `# syntax=docker/dockerfile:1
# escape=\\
ARG VERSION=3.11 REGISTRY=registry.local:5000
ARG LATER
FROM --platform=$BUILDPLATFORM \${REGISTRY}/python:\${VERSION} AS Build
RUN echo one \\
  # a comment inside
  && echo two
FROM build AS test
FROM scratch
COPY --from=build /a /a
COPY --from=0 /a /b
COPY --chown=1 --from=busybox /bin/sh /sh
RUN --mount=type=bind,from=tools:1.2,target=/t true
ONBUILD COPY --from=alpine:edge / /
FROM $LATER
`;
  expect(dockerImages(file)).toEqual([
    { image: 'registry.local:5000/python:3.11', line: 5 },
    { image: 'busybox', line: 13, problem: 'no tag' },
    { image: 'tools:1.2', line: 14 },
    { image: 'alpine:edge', line: 15, problem: 'a tag that moves' },
    { image: '$LATER', line: 16, problem: 'not known before the build' },
  ]);
});

test('here-documents are no instructions, and what they install counts', () => {
  const file = `FROM a:1
COPY <<EOF /etc/x
FROM not-an-image
EOF
RUN <<-'END' bash
	apt-get install -y curl
	END
FROM b
`;
  expect(dockerImages(file).map(({ image }) => image)).toEqual(['a:1', 'b']);
  expect(dockerInstalls(file)).toEqual([{ manager: 'apt', name: 'curl', line: 5 }]);
});

test('the escape of a windows file is the backtick', () => {
  const file = '# escape=`\nFROM `\n  win\\base:1809\nRUN dir c:\\\nFROM x\n';
  expect(dockerImages(file).map(({ image }) => image)).toEqual(['win\\base:1809', 'x']);
});

test.each([
  ['RUN apt-get update && apt-get install -y --no-install-recommends curl=7.1-2 git && rm -rf /x', ['apt git']],
  ['RUN DEBIAN_FRONTEND=noninteractive apt-get -o A=b install -t bookworm vim', ['apt vim']],
  ['RUN apt-get install -y ./local.deb', []],
  ['RUN apk add --no-cache --virtual .deps gcc "musl-dev=1.2-r3" "curl>8"', ['apk gcc', 'apk curl>8']],
  ['RUN pip install -r requirements.txt', []],
  ['RUN pip install --no-cache-dir celery==4.1.0 "kombu>=4.0" gunicorn', ['pip kombu>=4.0', 'pip gunicorn']],
  ['RUN python3 -m pip install -e . -i https://x/y uwsgi', ['pip uwsgi']],
  ['RUN npm i -g pm2 npm@10.2.3 @scope/cli@latest', ['npm pm2', 'npm @scope/cli@latest']],
  ['RUN npm ci && npm install', []],
  ['RUN gem install bundler -v 2.4.1', []],
  ['RUN gem install rake', ['gem rake']],
  ['RUN ["apt-get", "install", "jq"]', ['apt jq']],
  ['RUN echo "apt-get install x"', []],
])('installed by a line without a version: %s', (line, found) => {
  expect(dockerInstalls(line).map(({ manager, name }) => `${manager} ${name}`)).toEqual(found);
});

test('one number of an image is a warning, and so is an install beside the lock', () => {
  const file = `FROM node:20
RUN npm install && npm install -g pm2@5.3.0 && npm --prefix web i
RUN pip install --no-cache-dir --upgrade -r requirements.txt
RUN ["yarn", "install", "--frozen-lockfile"]
RUN <<EOF
cd api
yarn
EOF
`;
  const parts = readBy(dockerReader, { Dockerfile: file });
  expect(told(parts)).toEqual([
    'images warn docker:Dockerfile:node',
    'lock warn docker:Dockerfile:npm-install',
    'lock warn docker:Dockerfile:npm-install',
    'lock warn docker:Dockerfile:yarn-install',
  ]);
  expect(texts(parts).slice(0, 2)).toEqual([
    'Dockerfile:1 node:20 is the newest of many versions; name a version or a digest',
    'Dockerfile:2 runs npm install, which may take other versions than the lock: use npm ci',
  ]);
});

test('compose files are read where the options name them', () => {
  const tag = '${' + 'TAG:-latest}';
  const compose = `services:\n  db:\n    image: "postgres:16.2"\n  cache:\n    image: redis # newest\n  web:\n    image: shop:${tag}\n`;
  expect(readBy(dockerReader, { 'docker-compose.yml': compose })).toEqual([]);
  const parts = readBy(dockerReader, { 'docker-compose.yml': compose }, { files: ['docker-compose.yml'], ignore: [] });
  expect(texts(parts)).toEqual([
    'docker-compose.yml:5 redis has no tag: whatever is newest comes; name a version or a digest',
    'docker-compose.yml:7 shop:latest is whatever is newest; name a version or a digest',
  ]);
});

test('a Dockerfile that cannot be read is unknown, and those of tests and of others are left out', () => {
  const files = { 'ops/Dockerfile.web': null, 'test/Dockerfile': 'FROM x', '.devcontainer/Dockerfile': 'FROM y' };
  expect(told(readBy(dockerReader, files))).toEqual([
    'images unknown docker:ops/Dockerfile.web',
    'os unknown docker:ops/Dockerfile.web',
  ]);
});

test('a hostile Dockerfile is read quickly', () => {
  const file = [
    `FROM ${'a:'.repeat(50_000)}`,
    `RUN ${'"\\" '.repeat(50_000)}`,
    `RUN ${"' ".repeat(50_001)}`,
    `RUN <<A ${'<<B '.repeat(20_000)}`,
    'x\\\n'.repeat(100_000),
  ].join('\n');
  const started = process.cpuUsage();
  dockerImages(file);
  dockerInstalls(file);
  expect(cpuMs(started)).toBeLessThan(4000);
});

test('arguments made of each other do not grow without end', () => {
  const bomb = Array.from({ length: 60 }, (_none, at) => `ARG a${at + 1}=$a${at}$a${at}`).join('\n');
  const [use] = dockerImages(`ARG a0=xxxxxxxx\n${bomb}\nFROM $a60:1\n`);
  expect(use?.image.length).toBeLessThanOrEqual(2000);
});
