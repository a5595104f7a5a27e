create table ticket_text (number bigint primary key, doc tsvector not null);
create index ticket_text_doc on ticket_text using gin (doc);
