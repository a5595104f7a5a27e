/** What is said of a register that cannot be opened, read or written, by the key of the problem. */
type Sentence = (about: Readonly<Record<string, unknown>>) => string;

/** A path as it was given; control characters of it must not reach a terminal. */
const quoted = (path: unknown): string => JSON.stringify(String(path)).replace(/[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, "?");

const KIND: Readonly<Record<string, string>> = {
  folder: "a folder",
  pipe: "a pipe",
  socket: "a socket",
  device: "a device",
  file: "a file of another kind",
  database: "another program's database",
};

const of =
  (sentence: (path: string) => string): Sentence =>
  ({ path }) =>
    sentence(quoted(path));

/** What became of the call: a run may have written parts of its work before. */
const left = ({ kept }: Parameters<Sentence>[0]): string => (kept === true ? "What this call had written before is kept." : "Nothing was written.");

export const STORE: Readonly<Record<string, Sentence>> = {
  path_invalid: () => "The path of a register cannot be empty or hold a NUL character.",
  path_space: of((path) => `${path} ends in white space, which the name of a register cannot.`),
  path_dangling: of((path) => `${path} is a link that leads nowhere.`),
  path_through_file: of((path) => `${path} leads through something that is no folder.`),
  path_loop: of((path) => `${path} is a link that leads back to itself.`),
  path_too_long: of((path) => `${path} is longer than a path can be.`),
  folder_missing: of((path) => `There is no folder for ${path}: make it first.`),
  folder_read_only: of((path) => `${path} lies in a folder that cannot be written to and is too large to be read without that.`),
  not_a_register: ({ path, what }) => `${quoted(path)} is no register: it is ${KIND[String(what)] ?? "something else"}.`,
  register_missing: of((path) => `There is no register at ${path}.`),
  register_empty: of((path) => `${path} is an empty file, not yet a register: the first write makes it one.`),
  register_unreadable: of((path) => `${path} may not be read by you.`),
  register_read_only: (a) => `${quoted(a.path)} can be read but not written to: the file or its folder is read-only. ${left(a)}`,
  register_unopenable: of((path) => `${path} could not be opened, or a file beside it: too many files are open, or the folder's rights forbid it.`),
  register_locked: (a) => `${quoted(a.path)} is locked by another program, and the time allowed for waiting is over. ${left(a)}`,
  register_truncated: ({ path, size, expected }) =>
    `${quoted(path)} was cut off: ${String(size)} bytes are left of ${String(expected)}. Restore it from a backup.`,
  register_corrupt: of((path) => `${path} is damaged. Restore it from a backup; what can still be read is safe to copy.`),
  register_io: ({ path, code, kept }) =>
    `${quoted(path)} could not be read or written: the system reports ${String(code)}.${kept === true ? ` ${left({ kept })}` : ""}`,
  disk_full: (a) => `The disk that holds ${quoted(a.path)} is full. ${left(a)}`,
  schema_newer: of((path) => `${path} was written by a newer version of this program: use that one. The file was left as it is.`),
  schema_older: of((path) => `${path} is of an older version of this program and cannot be brought up to date, because it cannot be written to.`),
  outcome_unknown: ({ path, server }) =>
    server === true
      ? `${quoted(path)} went away while the change was being made final: whether it was kept is unknown.`
      : `The disk that holds ${quoted(path)} failed while the change was being made final: whether it was kept is unknown.`,
};
