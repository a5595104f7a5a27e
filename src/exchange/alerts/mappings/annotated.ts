/** What senders of labels and annotations have in common. */
export const ANNOTATED = {
  startsAt: "{startsAt}",
  endsAt: "{endsAt}",
  openedWithin: "1d",
  note: "{annotations.description}",
  recovery: "note",
  code: "resolved-by-change",
  wants: [],
} as const;
