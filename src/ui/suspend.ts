/** What it takes to step aside and to come back. */
export interface SuspendContext {
  /** The terminal as it was before the screen. */
  readonly giveBack: () => void;
  /** The screen again, drawn anew. */
  readonly takeAgain: () => void;
}

export interface Suspension {
  /** Ctrl-Z, which a raw terminal hands over as a key: stops the whole job, as the terminal would have done. */
  readonly suspend: () => void;
  readonly close: () => void;
}

/** A stop that is to come has come by then, in milliseconds; without a shell to go back to it never does. */
const stoppedWithinMs = 50;

/**
 * Lets the shell have its terminal while shipit is stopped, by Ctrl-Z or by a SIGTSTP from elsewhere, and takes it
 * again when the job is continued. What runs for shipit in process groups of its own goes on meanwhile.
 */
export function openSuspension({ giveBack, takeAgain }: SuspendContext): Suspension {
  let aside = false;
  let timer: NodeJS.Timeout | undefined;
  const back = (): void => {
    clearTimeout(timer);
    if (aside) {
      aside = false;
      process.on('SIGTSTP', onStop);
      try {
        takeAgain();
        // Of a window that changed its size meanwhile only the job in front was told: now Node looks at it anew.
        process.kill(process.pid, 'SIGWINCH');
      } catch {
        // The terminal is gone: a hang-up comes as well, and ends shipit.
      }
    }
  };
  const stepAside = (whom: number): void => {
    if (aside) {
      return;
    }

    aside = true;
    giveBack();
    // With nobody who listens the signal does what it does to every program.
    process.off('SIGTSTP', onStop);
    process.kill(whom, 'SIGTSTP');
    timer = setTimeout(back, stoppedWithinMs);
  };
  const onStop = (): void => stepAside(process.pid);
  process.on('SIGTSTP', onStop);
  process.on('SIGCONT', back);
  return {
    suspend: () => stepAside(ownGroup),
    close() {
      clearTimeout(timer);
      process.off('SIGTSTP', onStop);
      process.off('SIGCONT', back);
    },
  };
}

/** For `kill`: everybody in the process group of the caller. */
const ownGroup = 0;
