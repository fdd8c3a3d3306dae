/** What Ink reads when it is loaded, and must not see: with CI it draws nothing before the end, with DEV it talks. */
const hidden = ['CI', 'CONTINUOUS_INTEGRATION', 'DEV'] as const;

/**
 * Loads the screen, and Ink with it, as late as possible. The environment is the operator's own again afterwards: it is
 * handed to the project's commands.
 */
export async function loadWalkScreen(): Promise<typeof import('./walk-screen.js')> {
  const before = hidden.map((name) => [name, process.env[name]] as const);
  for (const name of hidden) {
    delete process.env[name];
  }

  try {
    return await import('./walk-screen.js');
  } finally {
    for (const [name, value] of before) {
      if (value !== undefined) {
        process.env[name] = value;
      }
    }
  }
}
