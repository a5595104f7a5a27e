create virtual table ticket_text using fts5(title, body, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");
insert into ticket_text(ticket_text, rank) values ('secure-delete', 1);
