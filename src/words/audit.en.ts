/** What `audit verify` says of a fault, by its key. */
type Sentence = (about: Readonly<Record<string, unknown>>) => string;

const event = ({ number, version }: Readonly<Record<string, unknown>>): string => `Event ${String(version)} of ticket ${String(number)}`;
const ticket = ({ number }: Readonly<Record<string, unknown>>): string => `Ticket ${String(number)}`;
const operation = ({ seq }: Readonly<Record<string, unknown>>): string => `Operation op-${String(seq)}`;

/** One, or a gap of several. */
const through = (first: string, from: unknown, to: unknown): string => (from === to ? first : `${first} to ${String(to)}`);

export const AUDIT: Readonly<Record<string, Sentence>> = {
  ticket_missing: (about) => `${through(ticket(about), about.number, about.to)} has no history, though the number was given out.`,
  numbers_differ: ({ stated, found }) => `The register says ${String(stated)} numbers were given out; the highest found is ${String(found)}.`,
  event_missing: (about) => `${through(`Event ${String(about.version)}`, about.version, about.to)} of ticket ${String(about.number)} is missing.`,
  event_altered: (about) => `${event(about)} was altered, moved, or follows one that was removed.`,
  event_stray: (about) => `${event(about)} belongs to no operation.`,
  text_gone: (about) => `${event(about)} has lost its ${String(about.field)}, and no redaction tells of it.`,
  row_differs: (about) => `${ticket(about)} is not what its history makes of it: ${Array.isArray(about.fields) ? about.fields.join(", ") : ""}.`,
  row_missing: (about) => `${ticket(about)} has a history and no row.`,
  row_unfounded: (about) => `${ticket(about)} has a row and no history.`,
  history_unfoldable: (about) => `The history of ticket ${String(about.number)} makes no ticket.`,
  mark_missing: (about) => `${ticket(about)} is not found by its ${String(about.kind)}.`,
  marks_unfounded: ({ count }) => `${String(count)} marks lead to tickets that do not carry them.`,
  operation_missing: (about) => `${through(operation(about), about.seq, about.to)} is missing.`,
  operation_altered: (about) => `${operation(about)} was altered, or lost an event, or follows one that was removed.`,
  policy_altered: ({ seq, version }) => `Version ${String(version)} of the policy or op-${String(seq)}, which applied it, was altered, or lost an event.`,
  policy_gone: (about) => `${operation(about)} applied a version of the policy that is missing, or was altered.`,
  policy_missing: (about) => `${through(`Version ${String(about.version)}`, about.version, about.to)} of the policy is missing.`,
  policies_differ: ({ stated, found }) => `The register says the policy has ${String(stated)} versions; the last found is ${String(found)}.`,
  operations_differ: ({ stated, found }) => `The register says ${String(stated)} operations were recorded; the last found is op-${String(found)}.`,
  head_differs: () => "The head of the register is not the hash of its last operation.",
  against_differs: ({ seq, hash }) => `The register does not hold op-${String(seq)}:${String(hash)}: what was recorded up to then has been changed or removed.`,
};
