// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own key.
type About = any;
type Says = (about: About) => string | readonly [said: string, cure: string];

const MIB = 1024 * 1024;
const size = (bytes: number): string =>
  bytes < MIB ? "less than 1 MiB" : bytes < 1024 * MIB ? `${Math.floor(bytes / MIB)} MiB` : `${(bytes / MIB / 1024).toFixed(1)} GiB`;

/** What `doctor` says of what it looked at, and what helps. */
const DOCTOR: Readonly<Record<string, Says>> = {
  versions: ({ version, node }) => `itsm ${version} on Node ${node}`,
  node_old: ({ node, oldest }) => [`Node ${node} is too old.`, `Node ${oldest} or later`],
  settings: ({ path }) => `${path} is understood`,
  settings_none: () => "no config.json, which is fine",
  settings_broken: ({ what, todo }) => [what, todo],
  editor: ({ editor }) => `${editor} edits texts`,
  editor_missing: ({ editor }) => [`The editor ${editor} is not found.`, "export ITSM_EDITOR=nano, or another that is installed"],
  editor_none: () => ["No editor is set, and neither vi nor nano is found.", "export ITSM_EDITOR=PROGRAM"],
  editor_unreadable: () => ["The editor's command has a quote that is not closed.", "export ITSM_EDITOR=PROGRAM"],
  completion: ({ shell }) => `Tab completes in ${shell}`,
  completion_none: ({ shell, put }) => [`Tab does not complete in ${shell}.`, `itsm completion ${shell} > ${put}`],
  completion_no_shell: () => "no shell whose completion could be looked at",
  terminal: ({ columns, colours }) => `${columns} columns, ${colours ? "in colour" : "without colour"}`,
  terminal_none: () => "standard output is no terminal",
  terminal_dumb: () => ["TERM=dumb: nothing is drawn again and nothing is coloured.", "export TERM=xterm-256color, or whatever the terminal is"],
  terminal_narrow: ({ columns }) => [`${columns} columns: lists take two lines a ticket.`, "a window of 60 columns or more"],
  utf8: () => "UTF-8",
  utf8_missing: () => ["The locale is not UTF-8, so names may show as question marks.", "export LANG=C.UTF-8"],
  register: ({ name, operations, numbers }) => `${name}: ${numbers} numbers given out, ${operations} operations`,
  register_none: ({ place }) => [`There is no register at ${place} yet.`, "itsm db init, or the first itsm log"],
  register_behind: ({ version, known }) => [`The register is of schema ${version}; this version knows ${known}.`, "itsm db backup FILE, then itsm db migrate"],
  register_not_writable: ({ place }) => [`${place} can be read, not written.`, `chmod u+w on the file and its folder, or a disk with room`],
  register_standby: ({ place }) => [
    `${place} can be read, not written: the server is a standby.`,
    "writes go to the primary: postgres://PRIMARY,STANDBY/DATABASE names both hosts",
  ],
  register_server_read_only: ({ place }) => [
    `${place} can be read, not written: the server, the database or the login is set to read-only.`,
    "its owner sets default_transaction_read_only off: alter database NAME, or alter role NAME; look at the address and PGOPTIONS too",
  ],
  register_unusable: ({ what, todo }) => [what, todo ?? "itsm db restore FILE, a backup of before"],
  clock: () => "the clock has not gone back",
  clock_held: ({ seq, recorded, now }) => [`op-${seq} was recorded at ${recorded} under ITSM_NOW; it is ${now}.`, "leave ITSM_NOW to tests"],
  clock_back: ({ seq, recorded, now }) => [
    `The clock has gone back: op-${seq} was recorded at ${recorded}, and it is ${now}.`,
    "set the clock: timedatectl set-ntp true",
  ],
  sweep: ({ at }) => `last swept ${at}, nothing is late`,
  sweep_never: () => "never swept, and nothing is late",
  sweep_late: ({ since }) => [`Due since ${since}, and nothing swept.`, "itsm sweep, best by a timer"],
  rights: () => "for its owner alone",
  rights_open: ({ path, mode }) => [`Others may use ${path} (mode ${mode}).`, `chmod 600 ${path}`],
  folder: ({ folder }) => `nobody else can change what is in ${folder}`,
  folder_open: ({ folder, mode }) => [`Others can put another file in its place: ${folder} has mode ${mode}.`, `chmod go-w ${folder}`],
  links: () => "one name, no link",
  hard_links: ({ path, count, folder, inode }) => [
    `${path} has ${count === 1 ? "another name" : `${count} other names`}: opened by both, it is damaged.`,
    `find ${folder} -xdev -inum ${inode} lists them; keep one`,
  ],
  symlink: ({ given, path }) => [`${given} is a link to ${path}.`, "back that one up"],
  disk_local: () => "a local disk",
  network: ({ network, folder }) => [
    `${folder} is on ${network}, whose locks do not keep two machines apart.`,
    "a local disk, and a register on a server for a desk of several",
  ],
  fuse: ({ folder }) => [`${folder} is on a FUSE file system, which may be a network's.`, "a local disk"],
  space: ({ free }) => `${size(free)} free`,
  space_little: ({ free, bytes }) => [
    `${size(free)} are free, and the register has ${size(bytes)}: no room for a copy.`,
    "make room before the next migration or backup",
  ],
  space_none: ({ free, folder }) => [`${size(free)} are free on the disk of ${folder}.`, "make room: what cannot be written is refused"],
  log: ({ bytes }) => `SQLite's log holds ${size(bytes)}`,
  log_none: () => "SQLite's log is folded in",
  log_long: ({ bytes }) => [
    `SQLite's log has grown to ${size(bytes)}: somebody has been reading for long.`,
    "end what has it open (an itsm watch, a backup); the next write folds it in",
  ],
  log_old: ({ bytes }) => [
    `SQLite's log holds ${size(bytes)} of more than a day ago: a program was killed, or has it open.`,
    "the next write folds it in: itsm sweep",
  ],
  leftovers_none: () => "none",
  leftovers: ({ names, folder }) => [`A run that was killed left ${names.join(", ")} in ${folder}.`, "remove them unless a restore is running"],
};

/** What was looked at, in a word or two. */
export const LOOKED_AT: Readonly<Record<string, string>> = {
  program: "program",
  settings: "settings",
  editor: "editor",
  completion: "completion",
  terminal: "terminal",
  writing: "writing",
  register: "register",
  clock: "clock",
  sweep: "sweep",
  rights: "rights",
  folder: "folder",
  links: "links",
  disk: "disk",
  space: "free space",
  log: "log",
  leftovers: "leftovers",
};

export const DOCTOR_LABELS = { check: "Check", state: "State", message: "Finding", cure: "Cure" } as const;

/** What is said, and what helps; null: nothing has to. */
export function diagnosis(key: string, about: Readonly<Record<string, unknown>>): { readonly message: string; readonly cure: string | null } {
  const said = DOCTOR[key]?.(about) ?? key;
  return typeof said === "string" ? { message: said, cure: null } : { message: said[0], cure: said[1] };
}

export const summary = (wrong: number, notes: number): string => {
  const noted = notes === 0 ? "" : `, ${notes} ${notes === 1 ? "note" : "notes"}`;
  return wrong === 0 ? `nothing is wrong${noted}` : `${wrong} ${wrong === 1 ? "thing is" : "things are"} wrong${noted}`;
};
