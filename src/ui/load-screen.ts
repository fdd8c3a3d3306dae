/** What Ink reads when it is loaded, and must not see: with CI it draws nothing before the end, with DEV it talks. */
const hidden = ['CI', 'CONTINUOUS_INTEGRATION', 'DEV'] as const;

/** Loads the walk's screen, and Ink with it, as late as possible. */
export const loadWalkScreen = (): Promise<typeof import('./walk-screen.js')> =>
  withoutHidden(() => import('./walk-screen.js'));

/** The same for a page with something to choose. */
export const loadChooseScreen = (): Promise<typeof import('./choose-screen.js')> =>
  withoutHidden(() => import('./choose-screen.js'));

/** The same for a page with a line to type. */
export const loadTypeScreen = (): Promise<typeof import('./type-screen.js')> =>
  withoutHidden(() => import('./type-screen.js'));

/** The same for the audit log. */
export const loadBrowserScreen = (): Promise<typeof import('./browser/browser-screen.js')> =>
  withoutHidden(() => import('./browser/browser-screen.js'));

/** The environment is the operator's own again afterwards: it is handed to the project's commands. */
async function withoutHidden<Module>(load: () => Promise<Module>): Promise<Module> {
  const before = hidden.map((name) => [name, process.env[name]] as const);
  for (const name of hidden) {
    delete process.env[name];
  }

  try {
    return await load();
  } finally {
    for (const [name, value] of before) {
      if (value !== undefined) {
        process.env[name] = value;
      }
    }
  }
}
