/** The question about a deploy that nobody confirmed: shipit asks it by itself, and no checklist can. */
export const lastDeployId = 'last-deploy';
