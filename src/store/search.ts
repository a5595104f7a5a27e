/** How SQLite's index takes the text of a ticket: a row is replaced whole. */
export const SQLITE_INDEX_TEXT = "insert or replace into ticket_text (rowid, title, body) values (?, ?, ?)";
