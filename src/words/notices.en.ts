// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own key.
type Sentence = (about: any) => string;

const showing = (shown: number, total: number, noun: string): string =>
  shown < total ? `showing ${shown} of ${total}; -L 0 shows all` : `${total} ${noun}${total === 1 ? "" : "s"}`;

/** What a person is told on the way, on stderr. */
export const NOTICES: Readonly<Record<string, Sentence>> = {
  register_not_yet: ({ place }) => `There is no register at ${place} yet; the first itsm log makes it.`,
  waiting_for_lock: ({ place }) => `waiting for ${place}, which another program has locked; Ctrl-C stops waiting`,
  waiting_for_server: ({ place }) => `waiting for a server of ${place} that can be written to; Ctrl-C stops waiting`,
  reading_terminal: () => "reading standard input; Ctrl-D ends it",
  granted: ({ names }) => `granted: ${names.join(", ")}`,
  register_made: ({ place }) => `the register is at ${place}`,
  register_there: ({ place }) => `there is a register at ${place} already; it stays as it is`,
  up_to_date: () => "the register is up to date: nothing to do",
  would_migrate: ({ version, known, count }) =>
    `dry run: ${count === 1 ? "one step" : `${count} steps`} would bring the register from schema ${version} to ${known}`,
  migrated: ({ version, known, count }) => `${count === 1 ? "one step" : `${count} steps`} brought the register from schema ${version} to ${known}`,
  none_given: () => "0 tickets given",
  more_faults: ({ count }) => `and ${count} more`,
  none_listed: () => "no tickets",
  read_as_one: ({ typed, read, terms, verb }) => `"${typed}" was read as one term, ${read}; two terms are two words: itsm ${verb} ${terms}`,
  no_rotas: () => "the policy names nobody on call: it has no rota; whoever looks after the desk adds one under oncall: itsm policy edit",
  showing_oncall: ({ shown, total }) => showing(shown, total, "rota"),
  no_operations: () => "no operations",
  none_similar: () => "no ticket is like it",
  none_known: () => "no known errors",
  learning: () => "learning from the desk's closed tickets; this takes a moment",
  showing_similar: ({ shown, total }) => showing(shown, total, "ticket"),
  showing_suggest: () => "guessed from the desk's own closed tickets",
  "showing_suggest-evaluation": () => "learnt from the earlier four fifths of the closed tickets, asked about the rest",
  "showing_kb-list": ({ shown, total }) => showing(shown, total, "known error"),
  showing_list: ({ shown, total }) => showing(shown, total, "ticket"),
  ...Object.fromEntries(["sla", "volume", "backlog", "aging"].map((name) => [`showing_report-${name}`, ({ shown, total }) => showing(shown, total, "row")])),
  "showing_op-list": ({ shown, total }) => showing(shown, total, "operation"),
};
