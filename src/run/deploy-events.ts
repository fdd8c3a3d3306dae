export interface DeployStarted {
  readonly type: 'deploy.start';
  readonly commit: string;
  readonly steps: readonly string[];
  /** On the operator's own terminal: the weaker guarantee. */
  readonly tty: boolean;
  /** File of the output, relative to the state directory. */
  readonly out: string;
}

export interface StepStarted {
  readonly type: 'step.start';
  readonly step: string;
  readonly host: string;
  /** Redacted. */
  readonly cmd: string;
  /** Process id of the command's group leader. */
  readonly pid?: number;
  /** The same process, told apart from every later one of that number: it may outlive whoever writes this. */
  readonly process?: CommandProcess;
}

/** The leader of a command's group, as the system knows it; see `ProcessIdentity`. */
export interface CommandProcess {
  readonly pid: number;
  readonly start: string;
  readonly boot: string;
  readonly host: string;
  readonly uid: number;
}

export interface StepEnded {
  readonly type: 'step.end';
  readonly step: string;
  readonly host: string;
  readonly rc?: number;
  readonly signal?: string;
  readonly timedOut?: true;
  readonly ms: number;
  /** In words, when it could not be started, or says itself why it failed. */
  readonly error?: string;
  /** In words, what it came to, where that is more than well: `already there`. */
  readonly said?: string;
}

export interface DeployEnded {
  readonly type: 'deploy.end';
  readonly commit: string;
  readonly outcome: 'ok' | 'failed' | 'stopped';
  readonly ms: number;
  /** SHA-256 of the output file at the end. */
  readonly output?: string;
  readonly bytes?: number;
}

/** It started, nobody saw it end, and it is not running any more. */
export interface DeployUnknown {
  readonly type: 'deploy-unknown';
  readonly reason: string;
}

/** A person said what became of a deploy that nobody saw end. */
export interface DeployJudged {
  readonly type: 'deploy.judged';
  readonly outcome: 'ok' | 'failed';
  readonly by: string;
  readonly reason: string;
}

export type DeployEvent = DeployStarted | StepStarted | StepEnded | DeployEnded | DeployUnknown | DeployJudged;
