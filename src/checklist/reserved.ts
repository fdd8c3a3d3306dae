/** The question about a deploy that nobody confirmed: shipit asks it by itself, and no checklist can. */
export const lastDeployId = 'last-deploy';

/** Whether it is known what the target runs now: shipit asks it by itself where no `release` does. */
export const knownId = 'known';

/** Whether every host runs the release after its deploy: shipit asks it by itself where no `watch` does. */
export const revisionId = 'revision';

/** Whether every patch is back on its hosts after the deploy: shipit asks it by itself where `patches` is asked. */
export const patchesBackId = 'patches-back';

/** Ids of what shipit asks by itself. */
export const reservedIds: readonly string[] = [lastDeployId, knownId, revisionId, patchesBackId];
