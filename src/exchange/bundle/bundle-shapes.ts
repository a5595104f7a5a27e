/** What the value of a key has to be; a question mark: or null. */
export type Shape = "text" | "text?" | "integer" | "integer?" | "boolean" | "hash" | "json" | "json?";

export const BUNDLE_FORMAT_1 = "itsm.bundle/1";

/** No line of a register's is as long. */
export const LONGEST_LINE = 64 * 1024 * 1024;

/** The keys of each kind of line, all of them there and no others. */
export const SHAPES: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  register: {
    format: "text",
    name: "text",
    createdAt: "integer",
    sweptAt: "integer?",
    numbers: "integer",
    operations: "integer",
    policy: "integer",
    head: "hash",
  },
  policy: { version: "integer", operation: "integer", source: "text", compiled: "text" },
  operation: {
    seq: "integer",
    verb: "text",
    recordedAt: "integer",
    actor: "text",
    via: "text?",
    heldClock: "boolean",
    policy: "integer",
    undoes: "integer?",
    run: "text?",
    result: "text?",
    hash: "hash",
  },
  event: { number: "integer", version: "integer", type: "text", at: "integer?", data: "json", texts: "json?", hash: "hash" },
  person: { folded: "text", name: "text", contact: "text?" },
  knownError: {
    id: "integer",
    title: "text",
    symptom: "text",
    cause: "text?",
    workaround: "text",
    number: "integer?",
    addedBy: "text",
    addedAt: "integer",
    operation: "integer",
    retiredBy: "text?",
    retiredAt: "integer?",
    retireReason: "text?",
    retiredOperation: "integer?",
  },
  knownErrorUse: { id: "integer", operation: "integer", number: "integer" },
  end: {
    tickets: "integer",
    operations: "integer",
    events: "integer",
    policies: "integer",
    people: "integer",
    knownErrors: "integer",
    head: "hash",
    sha256: "hash",
  },
};
