const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;
const status = (word: string): string => word.replace("_", " ");
const joined = (parts: readonly string[]): string => parts.filter((part) => part !== "").join(", ");

/** What `itsm watch` says, on its screen and line by line. */
export const WATCH_WORDS = {
  counts: (about: { readonly shown: number; readonly total: number; readonly fresh: number; readonly changed: number }) =>
    joined([
      about.shown < about.total ? `${about.shown} of ${count(about.total, "ticket")}` : count(about.total, "ticket"),
      about.fresh > 0 ? `${about.fresh} new` : "",
      about.changed > 0 ? `${about.changed} changed` : "",
    ]),
  stale: (time: string, why: string) => `STALE since ${time}: ${why}`,
  none: "no tickets",
  more: (above: number, below: number) => joined([above > 0 ? `${above} more above` : "", below > 0 ? `${below} more below` : ""]),
  /** The less a key is worth, the sooner it goes where there is no room. */
  hints: [
    { text: "a take", worth: 3 },
    { text: "n note", worth: 2 },
    { text: "Enter show", worth: 1 },
    { text: "/ filter", worth: 1 },
    { text: "space seen", worth: 1, ifMarked: true },
    { text: "? keys", worth: 4 },
    { text: "q leave", worth: 5 },
  ] as readonly { readonly text: string; readonly worth: number; readonly ifMarked?: true }[],
  noteFor: (id: string) => `note for ${id}: `,
  filter: "filter: ",
  lineKeys: "Enter sends it, Esc drops it",
  pageKeys: (from: number, to: number, of: number) => `lines ${from} to ${to} of ${of}; arrows scroll, any other key goes back`,
  keysTitle: "Keys",
  keys: [
    ["j k, arrows", "choose a ticket; Page Up, Page Down, Home and End as well"],
    ["a", "take it and start work, as itsm start does"],
    ["n", "add a note of one line"],
    ["Enter", "show it; arrows scroll, any other key goes back"],
    ["/", "filter by a query; an empty one takes the filter away"],
    ["space", "all seen: takes the marks away"],
    ["Ctrl-L", "draw the screen anew"],
    ["q", "leave"],
  ],
  signs: "+ new in the list   ~ changed   > chosen",
  anyKey: "any key goes back",
  noneChosen: "no ticket is chosen: the arrows choose one",
  tooLong: (most: number) => `one line takes ${most} characters; the rest was left out`,
  working: (id: string) => `${id} …`,
  /** How far the news in the status line go on. */
  andMore: (n: number) => (n === 0 ? "" : ` (and ${n} more)`),
  began: (query: string, n: number) => `watching ${query === "" ? "all tickets" : query}: ${count(n, "ticket")}; Ctrl-C ends`,
  listed: (a: {
    readonly id: string;
    readonly priority: string;
    readonly status: string;
    readonly sla: string;
    readonly who: string;
    readonly title: string;
  }) => `${a.id} ${a.priority}, ${status(a.status)}, ${a.sla}${a.who === "-" ? "" : `, ${a.who}`}: ${a.title}`,
  listedMore: (n: number) => `and ${n} more: itsm list`,
  isNew: (id: string, priority: string, title: string) => `${id} new, ${priority}: ${title}`,
  changed: (id: string, what: readonly string[], title: string) => `${id} changed${what.length === 0 ? "" : `, ${what.join(", ")}`}: ${title}`,
  clock: (id: string, words: readonly string[], title: string) => `${id} ${words.join(", ")}: ${title}`,
  left: (id: string, now: string, title: string) => `${id} left the list, ${status(now)}: ${title}`,
  back: "the register can be read again",
  cut: (shown: number, total: number) => `watching the first ${shown} of ${total}; -L 0 watches all`,
  aspects: {
    type: (word: string) => `now ${word}`,
    status: (word: string) => status(word),
    priority: (word: string) => word,
    major: "a major incident",
    noMajor: "no major incident any more",
    assignee: (name: string | null) => (name === null ? "with nobody" : `with ${name}`),
    group: (name: string | null) => (name === null ? "of no group" : `group ${name}`),
    title: "new title",
    category: (path: string) => path,
    occurrences: (times: number) => `came ${times} times`,
  },
  programs: {
    failed: (id: string, program: string, how: string) => `${program} for ${id}: ${how}`,
    ended: (code: number) => `ended with ${code}`,
    killed: (signal: string) => `ended by ${signal}`,
    late: (seconds: number) => `stopped after ${seconds}s`,
    many: (n: number, program: string) => `${program} was not run for ${count(n, "ticket")}: too many at once`,
  },
} as const;

// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own key.
type About = any;

/** What a call of `itsm watch` cannot mean. */
export const WATCH_ERRORS: Readonly<Record<string, (about: About) => readonly [message: string, hint: string]>> = {
  every_out_of_range: ({ value }) => [`--every ${value} is too often or too seldom.`, "from 1s to 1h"],
  on_new_missing: ({ program }) => [`--on-new: there is no program "${program}" that can be run.`, "a path, or a name found through PATH; without arguments"],
};
