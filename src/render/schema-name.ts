import type { Field } from "./field.ts";

/** The first key of every document: `itsm help schema NAME` tells its shape. */
export const schemaName = (name: string): Field<unknown> => ({ key: "schema", kind: [`itsm.${name}/1`], always: true, value: () => `itsm.${name}/1` });
