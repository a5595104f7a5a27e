import type { Client } from "./postgres-connect.ts";

/** A schema that is there and that a login may not look into. */
export interface ClosedSchema {
  /** As SQL writes it. */
  readonly schema: string;
  /** Whether it holds a register. */
  readonly register: boolean;
}

/** Names in double quotes, or up to the next comma: these are meant in small letters. */
const CLOSED = `with named as (
    select coalesce(replace(name[1], '""', '"'), lower(name[2])) as name, place
    from regexp_matches(current_setting('search_path'), '"((?:[^"]|"")*)"|([^",[:space:]]+)', 'g') with ordinality as found (name, place))
  select quote_ident(nspname) as schema, exists (select 1 from pg_catalog.pg_class where relnamespace = n.oid and relname = 'register') as register
  from named join pg_catalog.pg_namespace n on nspname = case name when '$user' then current_user else name end
  where not has_schema_privilege(n.oid, 'usage')
  order by register desc, place limit 1`;

/** The schema of the search path that a connection passes by for want of rights, first of all one with a register; null: none. */
export const closedSchema = async (client: Client): Promise<ClosedSchema | null> => (await client.query<ClosedSchema>(CLOSED)).rows[0] ?? null;
