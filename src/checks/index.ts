import { absence } from './absence.js';
import { ask } from './ask.js';
import { erase } from './erase.js';
import type { Kind } from './kind.js';
import { lane } from './lane/kind.js';
import { migrations } from './migrations/kind.js';
import { order } from './order/kind.js';
import { patches } from './patches/kind.js';
import { people } from './people/kind.js';
import { pins } from './pins/kind.js';
import { release } from './release.js';
import { run } from './run.js';
import { servers } from './servers/kind.js';
import { signoff } from './signoff/kind.js';
import { tests } from './tests.js';
import { watch } from './watch.js';
import { window } from './window.js';

/** All kinds of items, written out by hand. A new kind is one file and one line here. */
export const kinds: readonly Kind[] = [
  erase(ask),
  erase(run),
  erase(window),
  erase(absence),
  erase(release),
  erase(tests),
  erase(servers),
  erase(patches),
  erase(migrations),
  erase(pins),
  erase(lane),
  erase(people),
  erase(signoff),
  erase(order),
  erase(watch),
];
