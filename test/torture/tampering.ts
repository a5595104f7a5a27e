import { copyFileSync } from "node:fs";
import { makeDesk } from "./calls.ts";
import type { Case, Findings } from "./case.ts";
import { count } from "./case.ts";
import type { Ground } from "./ground.ts";
import { altered, asked } from "./look.ts";

const ACTS = ["start", "note", "assign", "escalate"] as const;
const line = (act: (typeof ACTS)[number], number: number): string =>
  ({ start: `start ${number} --steal`, note: `note ${number} Seen`, assign: `assign ${number} --to budi`, escalate: `escalate ${number} --up --reason Late` })[
    act
  ];

interface Event {
  readonly id: number;
  readonly number: number;
  readonly version: number;
  readonly texts: string | null;
}

/** What somebody with a shell for SQLite might do to one event. */
const CHANGES: readonly (readonly [name: string, statement: (event: Event) => string | null])[] = [
  ["its data edited", ({ id }) => `update event set data = json_set(data, '$.reason', 'forged') where id = ${id}`],
  ["its time edited", ({ id }) => `update event set at = coalesce(at, 0) + 60 where id = ${id}`],
  ["a text edited", ({ id, texts }) => (texts === null ? null : `update event set texts = replace(texts, '"]', ' forged"]') where id = ${id}`)],
  ["removed", ({ id }) => `delete from event where id = ${id}`],
  [
    "swapped with the one before",
    ({ number, version }) =>
      version === 1
        ? null
        : `update event set version = -version where number = ${number} and version in (${version - 1}, ${version});
           update event set version = iif(version = -${version}, ${version - 1}, ${version}) where number = ${number} and version < 0`,
  ],
];

async function tampering(ground: Ground, size: number): Promise<Findings> {
  const { world } = ground;
  const { place } = await makeDesk(ground);
  const cut: string[] = [];
  for (let i = 0; i < size; i += 1) {
    // The file as it was before each operation is the history with its tail cut, patched over without a flaw.
    const kept = ground.fresh(`cut-${i}.db`);
    asked(place, "pragma wal_checkpoint(truncate)");
    copyFileSync(place, kept);
    cut.push(kept);
    await world.ok(`${line(ACTS[i % ACTS.length] ?? "note", 6 + (i % 3))} --db ${place}`);
  }
  asked(place, "pragma wal_checkpoint(truncate)");
  const head = (await world.ok(`audit head --db ${place}`)).trim();
  const verified = async (path: string, against = ""): Promise<number> => (await world.itsm(`audit verify --db ${path} ${against}`)).code;
  const faults: string[] = [];
  let changes = 0;
  const rows = asked<string>(place, "select json_object('id', id, 'number', number, 'version', version, 'texts', texts) from event").map(
    (row) => JSON.parse(row) as Event,
  );
  for (const event of rows) {
    for (const [name, statement] of CHANGES) {
      const sql = statement(event);
      if (sql === null) continue;
      const path = ground.copy(place, "tampered.db");
      altered(path, sql);
      changes += 1;
      if ((await verified(path)) !== 1) faults.push(`event ${event.version} of ticket ${event.number}, ${name}: not found`);
    }
  }
  let silent = 0;
  for (const [i, path] of cut.entries()) {
    if ((await verified(path)) === 0) silent += 1;
    if ((await verified(path, `--against ${head}`)) !== 1) faults.push(`the tail cut by ${size - i} operations: not found with --against`);
  }
  if ((await verified(place, `--against ${head}`)) !== 0) faults.push("the register as it was written is not whole");
  return {
    done: `${count(changes)} changes to ${rows.length} events, ${cut.length} tails cut`,
    faults,
    beside: [`found ${count(changes + cut.length - faults.length)}`],
    control: { what: "a cut tail without --against", found: silent > 0 ? `${silent} of ${cut.length} seemed whole` : null },
  };
}

export const TAMPERING: Case = {
  name: "tampering",
  store: "sqlite",
  of: "operations beyond those of the desk",
  sizes: { ci: 4, usual: 20, full: 100 },
  missing: () => null,
  run: tampering,
};
