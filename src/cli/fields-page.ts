import { oncallFields } from "../render/fields/oncall.ts";
import { OPERATION_FIELDS } from "../render/fields/operation.ts";
import { TICKET_ALIASES, TICKET_FIELDS } from "../render/fields/ticket.ts";
import { fieldsHelp } from "../render/pages/fields-help.ts";
import type { Program } from "./program.ts";

/** What `--fields help` of a list of tickets prints. */
export function printTicketFields(program: Program): number {
  program.io.stdout.write(fieldsHelp(TICKET_FIELDS, TICKET_ALIASES));
  return 0;
}

export function printOperationFields(program: Program): number {
  program.io.stdout.write(fieldsHelp(OPERATION_FIELDS));
  return 0;
}

export function printOncallFields(program: Program): number {
  program.io.stdout.write(fieldsHelp(oncallFields()));
  return 0;
}
