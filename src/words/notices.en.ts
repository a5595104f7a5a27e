// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own key.
type Sentence = (about: any) => string;

const showing = (shown: number, total: number, noun: string): string =>
  shown < total ? `showing ${shown} of ${total}; -L 0 shows all` : `${total} ${noun}${total === 1 ? "" : "s"}`;

/** What a person is told on the way, on stderr. */
export const NOTICES: Readonly<Record<string, Sentence>> = {
  register_not_yet: ({ place }) => `There is no register at ${place} yet; the first itsm log makes it.`,
  waiting_for_lock: ({ place }) => `waiting for ${place}, which another program has locked; Ctrl-C stops waiting`,
  reading_terminal: () => "reading standard input; Ctrl-D ends it",
  none_given: () => "0 tickets given",
  more_faults: ({ count }) => `and ${count} more`,
  none_listed: () => "no tickets",
  no_operations: () => "no operations",
  showing_list: ({ shown, total }) => showing(shown, total, "ticket"),
  "showing_op-list": ({ shown, total }) => showing(shown, total, "operation"),
};
