import sql from "sql-template-tag";

/** How SQLite's index takes the text of a ticket: a row is replaced whole. */
export const SQLITE_INDEX_TEXT = "insert or replace into ticket_text (rowid, title, body) values (?, ?, ?)";

/** Merges all of SQLite's index into one, which leaves out what was replaced. */
export const SQLITE_MERGE_INDEX = sql`insert into ticket_text (ticket_text) values ('optimize')`;
