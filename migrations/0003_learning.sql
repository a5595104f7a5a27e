-- What the desk has learnt. Lessons follow from closed tickets and can be made anew at any time; known errors are written by people.

create table lesson (             -- a word of closed tickets, or two of a title; counts: JSON {lesson_label.id: weight}
  word text primary key, counts text not null);

create table lesson_label (       -- a category, group or service that closed tickets bear: how many of them, and the weight of all their words
  id bigint primary key, field text not null, label text not null, tickets bigint not null, weight bigint not null);

create table lesson_ticket (      -- the closed tickets learnt from, at which version of their history
  number bigint primary key, version bigint not null);

create table lesson_state (       -- events up to here were looked at; of the older tickets those below are left; how many tickets and words there are
  id bigint primary key check (id = 1), event bigint not null, below bigint not null, tickets bigint not null, words bigint not null);

create table known_error (
  id bigint primary key, title text not null, symptom text not null, cause text, workaround text not null, number bigint,
  added_by text not null, added_at bigint not null, operation bigint not null,
  retired_by text, retired_at bigint, retire_reason text, retired_operation bigint);

create table known_error_word (   -- the words a known error that is in use is found by; n: 2 of the title, 1 of the symptom
  word text not null, id bigint not null, n bigint not null, primary key (word, id));

create table known_error_use (    -- a workaround applied to a ticket; it has helped unless its operation was undone
  id bigint not null, operation bigint not null, number bigint not null, primary key (id, operation, number));
