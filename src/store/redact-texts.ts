import type { RedactedText } from "../app/ports.ts";
import { foldName } from "../domain/fold-name.ts";
import { digestOf, hashOf } from "./chain.ts";
import type { SealedText } from "./event-rows.ts";
import type { Db } from "./sql.ts";
import { sql } from "./sql-tag.ts";

interface EventTexts {
  readonly type: string;
  readonly texts: string | null;
}

/** Who was called so is forgotten unless a ticket still names them; the way to reach somebody, unless a ticket of theirs still says it. */
async function forgetPeople(db: Db, names: ReadonlySet<string>, contacts: ReadonlySet<string>): Promise<void> {
  for (const name of names) {
    const folded = foldName(name);
    const named = await db.get(sql`select 1 as found from ticket_mark where kind in ('requester', 'affected') and value = ${folded} limit 1`);
    if (named === null) await db.run(sql`delete from person where folded = ${folded}`);
  }
  for (const contact of contacts)
    await db.run(
      sql`update person set contact = null where contact = ${contact} and not exists (select 1 from ticket_mark m join ticket t on t.number = m.number
        where m.kind = 'requester' and m.value = person.folded and t.contact = ${contact})`,
    );
}

/** Puts digests in the place of texts, so that every hash stays as it is, and forgets people who are named nowhere any more. */
export async function redactTexts(db: Db, texts: readonly RedactedText[]): Promise<void> {
  const hash = hashOf(texts.length);
  const [names, contacts] = [new Set<string>(), new Set<string>()];
  for (const { number, version, field } of texts) {
    const event = await db.get<EventTexts>(sql`select type, texts from event where number = ${number} and version = ${version}`);
    const sealed = JSON.parse(event?.texts ?? "{}") as Record<string, SealedText>;
    const [salt, text] = sealed[field] ?? [null, ""];
    if (event === null || salt === null) throw new Error(`event ${version} of ticket ${number} has no ${field} to redact`);
    sealed[field] = [null, digestOf(hash, salt, text)];
    await db.run(sql`update event set texts = ${JSON.stringify(sealed)} where number = ${number} and version = ${version}`);
    if (field === "requester" || (field === "name" && event.type === "affectedAdded")) names.add(text);
    if (field === "contact") contacts.add(text);
  }
  await forgetPeople(db, names, contacts);
}
