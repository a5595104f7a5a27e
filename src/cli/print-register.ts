import type { Register } from "../app/ports.ts";
import { registerFields } from "../render/fields/register.ts";
import { isOn } from "./flag-values.ts";
import { plainLook, printOne } from "./print-one.ts";
import type { Program } from "./program.ts";

/** Prints where a register is and how far it has come. */
export async function printRegister(program: Program, register: Register): Promise<void> {
  const { flags } = program;
  const { place, readOnly } = register;
  const [state, facts] = [await register.state(), await register.facts()];
  printOne(program, registerFields(facts, isOn(flags, "json") || isOn(flags, "jsonl")), { place, readOnly, state, facts }, place, plainLook(program));
}
