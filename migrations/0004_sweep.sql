-- What time brings about: when the sweep has next something to do on a ticket, and when it last came to its end.

alter table ticket add column sweep_at bigint;
alter table register add column swept_at bigint;
create index ticket_sweep on ticket (sweep_at) where sweep_at is not null;
