/** How often a ticket has come by now, and whether that reopened it. */
export const againWords = (row: { readonly occurrences: number }, reopened: boolean): string => `${reopened ? "reopened, " : ""}occurrence ${row.occurrences}`;

interface Valued {
  readonly name: string;
  readonly value: string;
}

/** `impact and urgency not given: medium`; each by itself where they come to different things. */
function notGiven(assumed: readonly Valued[]): readonly string[] {
  const [first, ...more] = assumed;
  if (first === undefined) return [];
  if (more.some(({ value }) => value !== first.value)) return assumed.map(({ name, value }) => `${name} not given: ${value}`);
  return [`${assumed.map(({ name }) => name).join(" and ")} not given: ${first.value}`];
}

/** `by the category: impact high, group network`. */
const givenBy = (given: readonly (Valued & { readonly by: string })[], by: string): readonly string[] => {
  const parts = given.filter((one) => one.by === by).map(({ name, value }) => `${name} ${value}`);
  return parts.length === 0 ? [] : [`by the ${by}: ${parts.join(", ")}`];
};

/** What somebody who has logged is told. */
export const LOG_WORDS = {
  /** What nobody gave, and what says it instead; null: nothing. */
  assumed: ({ assumed, given }: { readonly assumed: readonly Valued[]; readonly given: readonly (Valued & { readonly by: string })[] }): string | null =>
    [...notGiven(assumed), ...givenBy(given, "category"), ...givenBy(given, "service")].join("; ") || null,
  promised: (moment: string) => `next update promised by ${moment}`,
  vip: "the requester is a VIP",
  logged: (a: { readonly id: string; readonly outcome: string; readonly priority: string; readonly dues: readonly string[] }) =>
    `${a.id} ${a.outcome}, ${a.priority}; ${a.dues.join(", ")}`,
  twin: (id: string) => `${id} is open and reads alike: itsm show ${id}`,
  leftOut: (flags: readonly string[]) => `it came again, so ${flags.join(" and ")} ${flags.length === 1 ? "was" : "were"} not applied`,
  due: (a: { readonly clock: string; readonly met: boolean; readonly moment: string | null }) =>
    a.met ? `${a.clock} met` : a.moment === null ? `no ${a.clock} target` : `${a.clock} due ${a.moment}`,
} as const;
