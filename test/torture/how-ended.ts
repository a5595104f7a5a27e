/** How a run of the program ended, in this process or another. */
interface Ran {
  readonly code: number | null;
  readonly signal?: string | null;
  readonly stderr: string;
}

/** The token that makes a repeat safe, as the message names it. */
export const tokenIn = (stderr: string): string | null => /--once (\S+)/.exec(stderr)?.[1] ?? null;

/** What is wrong with how a call ended, whatever it did, where it may fail with `codes`. */
export function wrongEnd({ code, signal, stderr }: Ran, codes: readonly number[]): readonly string[] {
  if (code === 0) return [];
  if (code === null || !codes.includes(code)) return [`ended with ${code ?? signal}: ${stderr.trim().split("\n")[0]}`];
  const errors = stderr.match(/^error: /gm)?.length ?? 0;
  return [...(errors === 1 ? [] : [`said ${errors} errors: ${stderr.trim()}`]), ...(/\n\s+at /.test(stderr) ? ["showed a stack trace"] : [])];
}
