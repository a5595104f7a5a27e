/** The sets of flags several verbs have in common; `flags/groups.ts` holds them. */
export type Group = "program" | "brief" | "formats" | "write" | "bulk" | "filters" | "fields" | "notes" | "pager";

/** One verb of the command line, as data. The sentences about it are in `words/help.en.ts`. */
export interface VerbRow {
  /** As typed: one word, or a noun and a word. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly section: "daily" | "workflow" | "oncall" | "administration";
  /** What follows the verb, for its usage line. */
  readonly operands: string;
  readonly least: number;
  readonly most: number;
  /** Its first operand is a set of tickets, which `--where` and `--ids-from` replace. */
  readonly selects?: true;
  readonly writes?: true;
  /** Opens no register. */
  readonly alone?: true;
  readonly groups: readonly Group[];
  /** Its own flags, in the notation of `flags/flag.ts`. */
  readonly flags?: readonly string[];
  readonly examples: readonly string[];
}

const MANY = Number.POSITIVE_INFINITY;
const READ: readonly Group[] = ["program", "formats"];
const WRITE: readonly Group[] = ["program", "brief", "write"];
const BULK: readonly Group[] = ["program", "brief", "write", "bulk"];
const CLOSING = ["--code NAME", "--category NAME", "--with-children", "--duplicate-of TEXT"];

/** What a verb on a set of tickets alone has in common: any number of SPECs, and the flags of a bulk write. */
const specs = { operands: "SPEC…", least: 1, most: MANY, selects: true, writes: true } as const;
const specAndText = { operands: "SPEC TEXT", least: 1, most: 2, selects: true, writes: true } as const;
const nothing = { operands: "", least: 0, most: 0 } as const;

export const MANIFEST: readonly VerbRow[] = [
  {
    name: "log",
    aliases: ["new", "create"],
    section: "daily",
    operands: "[TITLE…]",
    least: 0,
    most: MANY,
    writes: true,
    groups: [...WRITE, "fields"],
    flags: ["--reason TEXT", "--start", "--resolve", "--close", "--code NAME", "--note TEXT", "--note-file PATH", "--public", "--private", "--confirmed requester|silence|monitoring|agent", "--satisfaction 1..5"],
    examples: ['itsm log "Printer on the second floor is out of toner" -p low --requester Ratna', "itsm log VPN drops every hour --impact high --urgency high --category network/vpn"],
  },
  {
    name: "list",
    aliases: ["ls"],
    section: "daily",
    operands: "[QUERY…]",
    least: 0,
    most: MANY,
    groups: [...READ, "filters"],
    flags: ["--explain"],
    examples: ["itsm list", "itsm ls priority:high is:unassigned sort:sla", "itsm ls --mine -q | itsm note - 'Checked.'"],
  },
  { name: "show", section: "daily", operands: "SPEC…", least: 1, most: MANY, groups: ["program", "brief", "pager"], examples: ["itsm show 41", "itsm show 41..43 --json"] },
  { name: "search", section: "daily", operands: "WORDS…", least: 1, most: MANY, groups: [...READ, "filters"], flags: ["--explain"], examples: ["itsm search vpn certificate", 'itsm search "cannot print" is:open'] },
  {
    name: "edit",
    aliases: ["update"],
    section: "daily",
    ...specs,
    groups: [...BULK, "fields"],
    flags: ["--reason TEXT", "--code NAME", "--satisfaction 1..5"],
    examples: ["itsm edit 41 --category network/vpn -t wifi", "itsm edit 41 -p high --priority-reason 'board meeting' --priority-until 'tomorrow 18:00'"],
  },
  {
    name: "note",
    aliases: ["comment"],
    section: "daily",
    ...specAndText,
    groups: BULK,
    flags: ["--note-file PATH", "--public", "--from agent|requester", "--next-update TIME"],
    examples: ["itsm note 41 'Vendor confirms the fault.'", "itsm note 41 'We are on it.' --public --next-update 'in 30m'"],
  },
  { name: "affected", section: "daily", ...specs, groups: BULK, flags: ["--add NAME", "--contact TEXT", "--remove NAME"], examples: ["itsm affected 41 --add Budi --contact 4711", "itsm affected 41 --remove Budi"] },
  { name: "assign", section: "workflow", ...specs, groups: BULK, flags: ["--to NAME"], examples: ["itsm assign 41 --to @me", "itsm assign 41..45 --to group:second-line"] },
  { name: "start", section: "workflow", ...specs, groups: BULK, flags: ["--take", "--steal"], examples: ["itsm start 41"] },
  { name: "hold", section: "workflow", ...specs, groups: [...BULK, "notes"], flags: ["--reason NAME", "--until TIME"], examples: ["itsm hold 41 --reason awaiting-requester --note 'Asked for the serial number.'"] },
  { name: "resume", section: "workflow", ...specs, groups: [...BULK, "notes"], examples: ["itsm resume 41"] },
  { name: "escalate", section: "workflow", ...specs, groups: [...BULK, "notes"], flags: ["--to NAME", "--up", "--reason TEXT"], examples: ["itsm escalate 41 --to second-line --reason 'needs the firewall'"] },
  { name: "workaround", section: "workflow", ...specAndText, groups: BULK, flags: ["--note-file PATH", "--clear"], examples: ["itsm workaround 41 'Use the guest network.'", "itsm workaround 41 --clear"] },
  { name: "resolve", section: "workflow", ...specs, groups: [...BULK, "notes"], flags: [...CLOSING, "--private"], examples: ["itsm resolve 41 --code fixed --note 'Replaced the toner.'"] },
  {
    name: "close",
    section: "workflow",
    ...specs,
    groups: [...BULK, "notes"],
    flags: [...CLOSING, "--confirmed requester|silence|monitoring|agent", "--satisfaction 1..5", "--review TEXT"],
    examples: ["itsm close 41 --confirmed requester --satisfaction 5", "itsm ls -q status:resolved resolved:..7d | itsm close - --confirmed silence --yes"],
  },
  { name: "cancel", section: "workflow", ...specs, groups: BULK, flags: ["--reason TEXT"], examples: ["itsm cancel 41 --reason 'logged by mistake'"] },
  { name: "reopen", section: "workflow", ...specs, groups: BULK, flags: ["--reason TEXT"], examples: ["itsm reopen 41 --reason 'fails again'"] },
  { name: "link", section: "workflow", operands: "SPEC REL SPEC", least: 3, most: 3, selects: true, writes: true, groups: BULK, examples: ["itsm link 41 duplicates 40"] },
  { name: "unlink", section: "workflow", operands: "SPEC REL SPEC", least: 3, most: 3, selects: true, writes: true, groups: BULK, examples: ["itsm unlink 41 duplicates 40"] },
  { name: "undo", section: "workflow", operands: "[OP]", least: 0, most: 1, writes: true, groups: WRITE, flags: ["-v, --verbose"], examples: ["itsm undo", "itsm undo op-215"] },
  { name: "op list", section: "workflow", ...nothing, groups: READ, flags: ["--mine"], examples: ["itsm op list -L 10"] },
  { name: "op show", section: "workflow", operands: "OP", least: 1, most: 1, groups: ["program", "brief", "pager"], examples: ["itsm op show op-215"] },
  { name: "sla", section: "oncall", operands: "[QUERY…]", least: 0, most: MANY, groups: [...READ, "filters"], flags: ["--within D", "--check", "--explain"], examples: ["itsm sla --within 2h", "itsm sla priority:high --check"] },
  { name: "sla explain", section: "oncall", operands: "SPEC", least: 1, most: 1, groups: ["program", "brief", "pager"], flags: ["--clock response|resolution"], examples: ["itsm sla explain 41"] },
  { name: "db info", section: "administration", ...nothing, groups: ["program", "brief"], examples: ["itsm db info --json"] },
  { name: "db init", section: "administration", operands: "[PATH]", least: 0, most: 1, groups: ["program", "brief"], flags: ["--name NAME", "--timeout D"], examples: ["itsm db init ./desk.db"] },
  { name: "db migrate", section: "administration", ...nothing, groups: ["program", "brief"], flags: ["-n, --dry-run", "--timeout D"], examples: ["itsm db migrate --dry-run"] },
  { name: "audit verify", section: "administration", ...nothing, groups: ["program", "brief"], flags: ["--against TEXT"], examples: ["itsm audit verify --against op-215:6f1c…"] },
  { name: "audit head", section: "administration", ...nothing, groups: ["program", "brief"], examples: ["itsm audit head"] },
  { name: "audit show", section: "administration", operands: "[SPEC]", least: 0, most: 1, groups: ["program", "brief", "pager"], flags: ["-L, --limit 0.."], examples: ["itsm audit show 41"] },
  { name: "whoami", section: "administration", ...nothing, groups: ["program", "brief"], alone: true, examples: ["itsm whoami"] },
  { name: "help", section: "administration", operands: "[VERB | TOPIC]", least: 0, most: 3, groups: ["program", "pager"], alone: true, examples: ["itsm help dates", "itsm help schema itsm.list/1"] },
];

/** Pages of `itsm help TOPIC`. */
export const TOPICS = ["topics", "query", "dates", "output", "exit-codes", "environment", "bulk", "accessibility", "schema"] as const;

/** The row a verb is called by, its name or an alias; a noun's verbs have two words. */
export const rowOf = (name: string): VerbRow | undefined => MANIFEST.find((row) => row.name === name || row.aliases?.includes(name) === true);

/** The verbs of a noun: `db` -> db info, db init, db migrate. Empty for what is no noun. */
export const verbsOf = (noun: string): readonly VerbRow[] => MANIFEST.filter((row) => row.name.startsWith(`${noun} `));

/** The file and chunk of a verb: `op list` -> `op-list`. */
export const chunkOf = (row: VerbRow): string => row.name.replace(" ", "-");
