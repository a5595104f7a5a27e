const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Impact and urgency of the default three names, as an agent would ask for them. */
const IMPACT: Readonly<Record<string, string>> = { low: "just this person", medium: "a team", high: "many people or everybody" };
const URGENCY: Readonly<Record<string, string>> = { low: "yes, nearly as usual", medium: "only with difficulty", high: "no" };
/** The same afterwards, where the question no longer stands above it. */
const MEANWHILE: Readonly<Record<string, string>> = { low: "they can work nearly as usual", medium: "they can work with difficulty", high: "they cannot work" };

/** The questions of a guided log, what their answers are called, and what helps to answer. */
export const GUIDED = {
  begins: "New ticket. Ctrl-C keeps the answers: itsm log --resume goes on.",
  resumes: (a: { readonly moment: string; readonly title: string | null }) =>
    `Going on with your answers of ${a.moment}${a.title === null ? "." : `: ${a.title}`}`,
  drafts: {
    waiting: (count: number) => `${many(count, "draft")} of yours ${count === 1 ? "waits" : "wait"}: itsm log --resume`,
    ask: "Which one is to be gone on with?",
    untitled: "(no title yet)",
    state: (a: { readonly moment: string; readonly next: string | null }) => `${a.moment}, ${a.next === null ? "all answered" : `next: ${a.next}`}`,
    discard: "throw one away",
    which: "Which one is thrown away?",
    discarded: "Thrown away",
  },
  back: (to: string) => `Back: "${to}" is asked again.`,
  needed: "That needs an answer.",
  kept: "The answers are kept: itsm log --resume goes on.",
  notKept: (why: string) => `The answers cannot be kept for --resume: ${why}`,
  repeats: "The answers could not be kept for --resume. This command repeats them:",
  title: { ask: "What is it about?", as: "Title" },
  similar: {
    ask: "Is it one of these?",
    as: "Similar",
    hint: "if so, the person is added to it",
    none: "none of these",
    ticket: (a: { readonly id: string; readonly title: string }) => `${a.id}  ${a.title}`,
    state: (a: { readonly status: string; readonly age: string; readonly affected: number }) =>
      `${a.status.replace("_", " ")}, ${a.age}${a.affected === 0 ? "" : `, ${a.affected} affected`}`,
    known: (title: string) => `known error  ${title}`,
    offer: (workaround: string, times: number) => `${workaround}${times === 0 ? "" : ` (helped ${many(times, "time")})`}`,
    symptom: (text: string) => `Symptom: ${text}`,
    cause: (text: string) => `Cause: ${text}`,
    workaround: (text: string) => `Workaround: ${text}`,
    helps: "Does that help?",
    helpsAs: "Helps",
  },
  requester: { ask: "Who reports it?", as: "Requester", hint: "a name; known people are found as you type", vip: (name: string) => `${name} is a VIP` },
  joining: { ask: "Who is hit by it, too?", as: "Affected" },
  join: {
    ask: "Add them?",
    as: "Added",
    added: (a: { readonly name: string; readonly id: string; readonly title: string }) => `${a.name} is added to ${a.id}: ${a.title}`,
    leftOut: (flags: readonly string[]) => `Left out, for the ticket has its own: ${flags.join(", ")}`,
    note: (a: { readonly name: string; readonly channel: string; readonly told: string }) =>
      `${a.name} reports it too${a.channel === "" ? "" : ` (${a.channel})`}: ${a.told}`,
    withNote: "yes, with their words as a note",
    alone: "yes, without a note",
    yes: "yes",
    own: "no: a ticket of its own",
    ownBegins: (name: string) => `A ticket of its own, reported by ${name}.`,
  },
  contact: { ask: "How can they be reached?", as: "Contact" },
  channel: { ask: "How did it come in?", as: "Channel" },
  category: {
    ask: "What is it a matter of?",
    as: "Category",
    later: "left for later",
    guessed: (from: readonly string[]) => (from.length === 0 ? "guessed from the title" : `guessed from ${from.join(", ")}`),
  },
  service: { ask: "Which service is hit?", as: "Service", none: "none" },
  type: {
    ask: "Is something broken, or is something asked for?",
    as: "Type",
    incident: "incident",
    request: "request",
    guessed: (type: string) => `${type} (guessed)`,
    taken: "Taken for a request. The review can change that.",
  },
  typeHint: { incident: "something is broken", request: "something is asked for" },
  impact: { ask: "Who is affected?", askNames: "What is the impact?", as: "Impact", words: IMPACT, said: IMPACT },
  urgency: { ask: "Can they work meanwhile?", askNames: "How urgent is it?", as: "Urgency", words: URGENCY, said: MEANWHILE },
  priority: (a: { readonly priority: string; readonly dues: readonly string[] }) => `Priority: ${a.priority}; ${a.dues.join(", ")}`,
  description: {
    ask: "More details?",
    as: "Details",
    kept: (first: string, count: number) => `Details: ${first}${count === 1 ? "" : ` (${count} lines)`}`,
  },
  handover: {
    ask: "What happens with it now?",
    as: "Now",
    waits: "nobody yet: it waits",
    me: "me: I begin now",
    group: (name: string) => `group ${name}`,
    groups: "a group",
    byRule: "by the desk's rules",
    colleague: "a colleague",
    resolve: "solved: resolve it",
    close: "solved and confirmed: close it",
    whichGroup: "Which group?",
    who: "Who?",
  },
  code: { ask: "How was it solved?", as: "Code" },
  note: { ask: "What was done?", as: "Solved by" },
  review: {
    ask: "Is that right?",
    log: "log it",
    print: "print the command",
    change: "a digit changes its line",
    refused: (message: string) => `As it stands it cannot be logged: ${message}`,
    wants: (what: string) => `That needs an answer: ${what}.`,
    nothing: "-",
    lines: (count: number) => `${count} lines`,
    added: (names: readonly string[]) => names.join(", "),
    phone: (site: string, phone: string) => `${site} (the desk's number there: ${phone})`,
    given: "Also",
  },
  joined: (a: { readonly id: string; readonly name: string; readonly title: string; readonly there: boolean; readonly noted: boolean }) =>
    `${a.there ? `${a.name} is with ${a.id} already` : `${a.name} added to the affected of ${a.id}`}${a.noted ? ", with a note" : ""}: ${a.title}`,
} as const;
