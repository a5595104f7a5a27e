/** What a terminal calls the keys of what the desk has learnt. */
export const LEARNT_LABELS: Readonly<Record<string, string>> = {
  id: "ID",
  score: "LIKE",
  status: "STATUS",
  title: "TITLE",
  shared: "SHARES",
  field: "FIELD",
  value: "VALUE",
  probability: "LIKELY",
  from: "BECAUSE OF",
  trained: "LEARNT",
  tested: "ASKED",
  labels: "VALUES",
  accuracy: "RIGHT",
  macroF1: "MACRO F1",
  majority: "MAJORITY",
  expected: "PROMISED",
  helped: "HELPED",
  workaround: "WORKAROUND",
  state: "STATE",
};

/** The page of a known error. */
export const KNOWN_ERROR_WORDS = {
  symptom: "Symptom",
  cause: "Cause",
  workaround: "Workaround",
  helped: (times: number) => (times === 0 ? "has not been used yet" : times === 1 ? "helped once" : `helped ${times} times`),
  added: (by: string, at: string) => `added by ${by}, ${at}`,
  from: (id: string) => `from ${id}`,
  retired: (by: string, at: string, reason: string) => `retired by ${by}, ${at}: ${reason}`,
  wasAdded: (id: string, title: string, dryRun: boolean) => `${id} ${dryRun ? "would be " : ""}added: ${title}`,
  wasRetired: (id: string, title: string, dryRun: boolean) => `${id} ${dryRun ? "would be " : ""}retired: ${title}`,
} as const;
