/** How often a ticket has come by now, and whether that reopened it. */
export const againWords = (row: { readonly occurrences: number }, reopened: boolean): string => `${reopened ? "reopened, " : ""}occurrence ${row.occurrences}`;

/** What somebody who has logged is told. */
export const LOG_WORDS = {
  /** Flags of the classification that nobody gave. */
  assumed: ({ assumed, value }: { readonly assumed: readonly string[]; readonly value: string }) => `${assumed.join(" and ")} not given: ${value}`,
  logged: (a: { readonly id: string; readonly outcome: string; readonly priority: string; readonly dues: readonly string[] }) =>
    `${a.id} ${a.outcome}, ${a.priority}; ${a.dues.join(", ")}`,
  twin: (id: string) => `${id} is open and reads alike: itsm show ${id}`,
  leftOut: (flags: readonly string[]) => `it came again, so ${flags.join(" and ")} ${flags.length === 1 ? "was" : "were"} not applied`,
  due: (a: { readonly clock: string; readonly met: boolean; readonly moment: string | null }) =>
    a.met ? `${a.clock} met` : a.moment === null ? `no ${a.clock} target` : `${a.clock} due ${a.moment}`,
} as const;
