/** What senders call the severity of an alert, and what it means here. */
const SEVERITIES = {
  critical: "high",
  disaster: "high",
  high: "high",
  emergency: "high",
  fatal: "high",
  warning: "medium",
  average: "medium",
  medium: "medium",
  error: "medium",
  info: "low",
  information: "low",
  informational: "low",
  "not classified": "low",
  low: "low",
} as const;

/** The table of impacts and urgencies over the fields a kind keeps its severity in; what says none is left to the desk's rules. */
export const bySeverity = (...of: readonly string[]) => ({ of, is: SEVERITIES, other: "medium" });
