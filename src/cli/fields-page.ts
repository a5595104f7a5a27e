import { oncallFields } from "../render/fields/oncall.ts";
import { OPERATION_FIELDS } from "../render/fields/operation.ts";
import { TICKET_ALIASES, TICKET_FIELDS } from "../render/fields/ticket.ts";
import { fieldsHelp } from "../render/pages/fields-help.ts";
import type { Program } from "./program.ts";
import { helpOn } from "./topics/help-on.ts";

/** What `--fields help` of a list of tickets prints. */
export function printTicketFields(program: Program): number {
  print(program, fieldsHelp(TICKET_FIELDS, TICKET_ALIASES));
  return 0;
}

export function printOperationFields(program: Program): number {
  print(program, fieldsHelp(OPERATION_FIELDS));
  return 0;
}

export function printOncallFields(program: Program): number {
  print(program, fieldsHelp(oncallFields()));
  return 0;
}

function print(program: Program, lines: readonly string[]): void {
  for (const line of helpOn(program, lines)) program.io.stdout.write(`${line}\n`);
}
