interface Fault {
  /** Where the template stands, if it is no `--format`. */
  readonly at?: string;
  readonly column: number;
  readonly name: string;
  readonly near: string | null;
}

const meant = (near: string | null): string => (near === null ? "" : ` Did you mean "${near}"?`);

const place = ({ at = "--format", column }: Fault): string => `${at}, column ${column}`;

/** What is wrong with a template. */
export const TEMPLATE_FAULTS = {
  bad_escape: (fault: Fault) => `${place(fault)}: there is no ${fault.name}. Escapes are \\t, \\n, \\0, \\\\, \\{, \\} and \\|.`,
  unclosed: (fault: Fault) => `${place(fault)}: this { has no }. Write \\{ for the character itself.`,
  no_field: (fault: Fault) => `${place(fault)}: a field is missing between the braces.`,
  unknown_field: (fault: Fault) => `${place(fault)}: there is no field "${fault.name}".${meant(fault.near)}`,
  unknown_filter: (fault: Fault) => `${place(fault)}: there is no filter "${fault.name}".${meant(fault.near)}`,
  bad_argument: (fault: Fault) =>
    `${place(fault)}: "${fault.name}" does not fit. Write trunc:40, pad:10, default:text, date or date:DD.MM.YYYY, upper, lower, json, param:NAME.`,
} as const;

/** What is wrong with a `--fields`. */
export const unknownOutputField = ({ name, near }: { readonly name: string; readonly near: string | null }): string =>
  name === "" ? "--fields names no field." : `--fields: there is no field "${name}".${meant(near)}`;
