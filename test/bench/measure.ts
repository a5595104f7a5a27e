import { spawnSync } from "node:child_process";

/** What one row of the table found. */
export interface Finding {
  /** In the unit of its bar; null: what it is measured against is not here. */
  readonly value: number | null;
  /** The medians behind it, or why there are none. */
  readonly behind: string;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
};

/** A program to be run to its end. `before` makes ready what it needs, outside the time. */
export interface Run {
  readonly command: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  readonly before?: () => void;
}

/** Milliseconds from start to end of a whole process. An exit code other than 0 is an error: its time means nothing. */
export function timed({ command, env, input, before }: Run): number {
  before?.();
  const begun = process.hrtime.bigint();
  const { status, error, stderr } = spawnSync(command[0] as string, command.slice(1), {
    env: env ?? process.env,
    ...(input !== undefined && { input }),
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    maxBuffer: 1 << 30,
  });
  const milliseconds = Number(process.hrtime.bigint() - begun) / 1e6;
  if (error !== undefined || status !== 0) throw new Error(`${command.join(" ")}: ${error?.message ?? `exit ${status}`}\n${stderr}`);
  return milliseconds;
}

export interface Paired {
  /** The median of the ratios of the pairs: what disturbs the machine for a while disturbs both of a pair. */
  readonly ratio: number;
  readonly ours: number;
  readonly control: number;
}

export function pairedOf(pairs: readonly (readonly [ours: number, control: number])[]): Paired {
  return {
    ratio: median(pairs.map(([ours, control]) => ours / control)),
    ours: median(pairs.map(([ours]) => ours)),
    control: median(pairs.map(([, control]) => control)),
  };
}

/** Both in turn, each first as often as the other; one pair before is not counted. */
export function paired(ours: Run, control: Run, times: number): Paired {
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0; i <= times; i += 1) {
    const first = i % 2 === 0;
    const early = timed(first ? ours : control);
    const late = timed(first ? control : ours);
    if (i > 0) pairs.push(first ? [early, late] : [late, early]);
  }
  return pairedOf(pairs);
}

const milliseconds = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;

export const against = ({ ratio, ours, control }: Paired, name = "control"): Finding => ({
  value: ratio,
  behind: `${milliseconds(ours)}, ${name} ${milliseconds(control)}`,
});

export const absent = (why: string): Finding => ({ value: null, behind: why });

/** Whether a program is installed. */
export const installed = (program: string): boolean => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
