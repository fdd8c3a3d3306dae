import { join } from 'node:path';
import { packageRoot } from '../../checklist/bundled.js';

/** The program that was started as `shipit`, to be started with node; absolute. */
export const shipitProgram = (): string => join(packageRoot(), 'bin', 'shipit.cjs');
