import { isFailure, knowing } from "./failure.ts";

/** The commit failed in such a way that nobody can say whether it was kept. */
const OUTCOME_UNKNOWN = "outcome_unknown";

/** What a write resolves to; where its outcome is unknown, the failure names the token under which the same call is safe. */
export async function namingToken<T>(write: Promise<T>, token: () => string | null): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (isFailure(error) && error.problems[0]?.key === OUTCOME_UNKNOWN) throw knowing(error, { token: token() });
    throw error;
  }
}
