import { ROLES, type Role, type RoleNames } from "../app/roles.ts";

/** What is recorded for ever: added to and never changed. */
const HISTORY = ["operation", "event"];
/** What follows from the history, which whoever records keeps up to date. */
const FOLLOWING = ["ticket", "ticket_text", "person"];
const LEARNT = ["lesson", "lesson_label", "lesson_ticket", "lesson_state"];
const KNOWN = ["known_error", "known_error_word", "known_error_use"];
/** Every table of a register. */
export const TABLES: readonly string[] = ["migration", "register", "policy", ...HISTORY, ...FOLLOWING, "ticket_mark", ...LEARNT, ...KNOWN];

/** What mail is made of: not what the desk has learnt. */
const MAILED = ["migration", "register", "policy", ...HISTORY, "ticket", "person"];

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A statement with the schema in it that the connection is in. */
const inSchema = (statement: string, ...names: readonly string[]): string =>
  `do $$ begin execute format(${literal(statement)}, current_schema()${names.map((name) => `, ${literal(name)}`).join("")}); end $$;`;

const made = (name: string): string =>
  `do $$ begin create role ${quoted(name)} nologin; exception when duplicate_object or unique_violation then null; end $$;`;

function ownerOf(name: string): readonly string[] {
  return [
    made(name),
    inSchema("grant usage, create on schema %I to %I", name),
    `grant ${quoted(name)} to current_user;`,
    ...TABLES.map((table) => `alter table ${table} owner to ${quoted(name)};`),
  ];
}

/** The rights of everybody else begin with none. */
const bare = (name: string): readonly string[] => [
  made(name),
  inSchema("grant usage on schema %I to %I", name),
  `revoke all on ${TABLES.join(", ")} from ${quoted(name)};`,
];

function agentOf(name: string): readonly string[] {
  const to = `to ${quoted(name)};`;
  return [
    ...bare(name),
    `grant select on ${TABLES.join(", ")} ${to}`,
    `grant insert on ${[...HISTORY, ...FOLLOWING, "ticket_mark", ...LEARNT, ...KNOWN].join(", ")} ${to}`,
    `grant update on ${[...FOLLOWING, ...LEARNT].join(", ")} ${to}`,
    `grant update (numbers, operations, head, swept_at) on register ${to}`,
    `grant update (retired_by, retired_at, retire_reason, retired_operation) on known_error ${to}`,
    `grant delete on ticket_mark, known_error_word, ${LEARNT.join(", ")} ${to}`,
    // Who acted is said by whoever acts, by whose login is the server's to say.
    `drop policy if exists itsm_read on operation;`,
    `create policy itsm_read on operation for select using (true);`,
    `drop policy if exists ${quoted(`itsm_via_${name}`)} on operation;`,
    `create policy ${quoted(`itsm_via_${name}`)} on operation for insert to ${quoted(name)} with check (coalesce(via, actor) = session_user::text);`,
    `alter table operation enable row level security;`,
  ];
}

const readerOf = (name: string, tables: readonly string[]): readonly string[] => [...bare(name), `grant select on ${tables.join(", ")} to ${quoted(name)};`];

const STATEMENTS: { readonly [R in Role]: (name: string) => readonly string[] } = {
  owner: ownerOf,
  agent: agentOf,
  reader: (name) => readerOf(name, TABLES),
  mailer: (name) => readerOf(name, MAILED),
};

/** The statements that make the roles and give each its rights, for the schema whoever runs them is in; running them again changes nothing. */
export function grantsOf(names: RoleNames): readonly string[] {
  return ROLES.flatMap((role) => {
    const name = names[role];
    return name === undefined ? [] : [`-- ${role}`, ...STATEMENTS[role](name)];
  });
}
