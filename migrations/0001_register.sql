-- One text in PostgreSQL's words. For SQLite the migrator writes integer for bigint, blob for bytea, and "strict"
-- (", without rowid" where the key has several columns or is text) after each table. Instants: whole seconds since the epoch.

create table register (           -- one row; every write ends by updating it
  id bigint primary key check (id = 1), name text not null, created_at bigint not null, numbers bigint not null,
  operations bigint not null, head bytea not null, policy bigint not null);

create table policy (version bigint primary key, operation bigint not null, source text not null, compiled text not null);

create table operation (          -- one transaction; result: what a replay by --once cannot read off the events
  seq bigint primary key, verb text not null, recorded_at bigint not null, actor text not null, via text,
  held_clock bigint not null, policy bigint not null, undoes bigint, run text, result text, hash bytea not null);
create unique index operation_run on operation (run) where run is not null;    -- a repeated call finds itself
create index operation_undoes on operation (undoes) where undoes is not null;  -- what undid an operation

create table event (              -- append-only; redaction alone may touch texts: {field: [salt, text]} -> {field: [null, digest]}
  id bigint primary key, operation bigint generated always as (id / 4194304) stored,   -- id: operation * 2^22 + place in it
  number bigint not null, version bigint not null, type text not null, at bigint,      -- at null: as recorded
  data text not null, texts text, hash bytea not null, unique (number, version));
-- The id leads from an operation to its events, which would take an index of 60 bytes a ticket otherwise.
-- Number and version are unique and no primary key: SQLite would keep whole events in that key's tree, where a row of more than a quarter of a
-- page takes a page of its own, and where closing many tickets would touch a page for each instead of a page for thirty.

create table ticket (             -- the fold of its events; from response_target on, what the calendars make of it
  number bigint primary key, version bigint not null, type text not null, title text not null,
  status text not null check (status in ('new', 'in_progress', 'on_hold', 'resolved', 'closed', 'cancelled')),
  impact text not null, urgency text not null, priority text not null, computed_priority text not null, rank bigint not null,
  override_reason text, override_until bigint, category text not null, first_category text, closed_category text,
  service text, site text, ci text, requester text, contact text, affected_count bigint not null, channel text not null,
  team text, assignee text, major bigint not null, parent bigint, dedup_key text, occurrences bigint not null,
  hold_reason text, hold_since bigint, hold_until bigint, hold_note text, paused bigint not null, workaround text,
  resolution_code text, resolution_note text, resolved_by text, resolved_at bigint,
  confirmed_by text, closure_note text, closed_by text, closed_at bigint, review text, satisfaction bigint,
  first_response_at bigint, down_at bigint, up_at bigint, next_update_at bigint,
  opened_at bigint not null, logged_at bigint not null, updated_at bigint not null,
  reopen_count bigint not null, reassignment_count bigint not null, ping_pong_count bigint not null,
  void bigint not null, backdated bigint not null, terms bigint not null, rest text not null,
  response_target bigint, response_due_at bigint, response_risk_at bigint, response_breached_at bigint, response_left bigint,
  resolution_target bigint, resolution_due_at bigint, resolution_risk_at bigint, resolution_breached_at bigint, resolution_left bigint,
  sort_due_at bigint not null, wake_at bigint,
  check (status not in ('resolved', 'closed') or resolution_code is not null));
-- rank 0 = major; sort_due_at = the due, or 2^53-1 where there is none, for the databases order nulls differently
create index ticket_open on ticket (rank, sort_due_at, number) where status in ('new', 'in_progress', 'on_hold');
create index ticket_open_priority on ticket (priority, rank, sort_due_at, number) where status in ('new', 'in_progress', 'on_hold');
create index ticket_wake on ticket (wake_at) where wake_at is not null;
create index ticket_resolved on ticket (resolved_at) where resolved_at is not null;
create index ticket_parent on ticket (parent) where parent is not null;

create table ticket_mark (        -- every fact that many tickets share: tag, ref, key, people by their folded names, links by relation
  kind text not null, value text not null, number bigint not null, primary key (kind, value, number));

create table person (folded text primary key, name text not null, contact text);
