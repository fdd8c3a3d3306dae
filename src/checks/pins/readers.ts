import { cargoReader } from './cargo-reader.js';
import { composerReader } from './composer-reader.js';
import { dockerReader } from './docker-reader.js';
import { goReader } from './go-reader.js';
import type { PinsReader } from './model.js';
import { npmReader } from './npm-reader.js';
import { pythonProject } from './python-project.js';
import { pythonSetup } from './python-setup.js';
import { requirements } from './requirements.js';
import { rubyReader } from './ruby-reader.js';

/** Every reader of manifests, written out by hand. */
export const readers: readonly PinsReader[] = [
  requirements,
  pythonProject,
  pythonSetup,
  npmReader,
  rubyReader,
  composerReader,
  goReader,
  cargoReader,
  dockerReader,
];
