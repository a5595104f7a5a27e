interface Fault {
  readonly column: number;
  readonly name: string;
  readonly near: string | null;
}

const meant = (near: string | null): string => (near === null ? "" : ` Did you mean "${near}"?`);

/** What is wrong with a `--format`. */
export const TEMPLATE_FAULTS = {
  bad_escape: ({ column, name }: Fault) => `--format, column ${column}: there is no ${name}. Escapes are \\t, \\n, \\0, \\\\, \\{, \\} and \\|.`,
  unclosed: ({ column }: Fault) => `--format, column ${column}: this { has no }. Write \\{ for the character itself.`,
  no_field: ({ column }: Fault) => `--format, column ${column}: a field is missing between the braces.`,
  unknown_field: ({ column, name, near }: Fault) => `--format, column ${column}: there is no field "${name}".${meant(near)}`,
  unknown_filter: ({ column, name, near }: Fault) => `--format, column ${column}: there is no filter "${name}".${meant(near)}`,
  bad_argument: ({ column, name }: Fault) =>
    `--format, column ${column}: "${name}" does not fit. Write trunc:40, pad:10, default:text, date or date:DD.MM.YYYY, upper, lower, json.`,
} as const;

/** What is wrong with a `--fields`. */
export const unknownOutputField = ({ name, near }: { readonly name: string; readonly near: string | null }): string =>
  name === "" ? "--fields names no field." : `--fields: there is no field "${name}".${meant(near)}`;
