import type { KindToAsk } from './kind.js';
import { knownPrevious } from './known-previous.js';
import { lastDeploy } from './last-deploy.js';
import { patchesBack } from './patches/patches-back.js';
import { runsRelease } from './runs-release.js';

/** What shipit asks by itself: no checklist can name these. */
export const ownKinds: readonly KindToAsk[] = [lastDeploy, knownPrevious, runsRelease, patchesBack];
