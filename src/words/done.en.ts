/** What each verb has done, as a word. A verb that is not here says `changed`. */
const DONE: Readonly<Record<string, string>> = {
  log: "logged",
  edit: "edited",
  note: "noted",
  assign: "assigned",
  start: "started",
  hold: "put on hold",
  resume: "resumed",
  escalate: "escalated",
  resolve: "resolved",
  close: "closed",
  cancel: "cancelled",
  reopen: "reopened",
  link: "linked",
  unlink: "unlinked",
  undo: "undone",
  redact: "redacted",
  "kb use": "given the workaround",
  intake: "taken in",
  recover: "noted as recovered",
};

export const doneWord = (verb: string): string => DONE[verb] ?? "changed";
