import type { Desk } from "../../app/desk.ts";
import type { Order } from "../../app/order.ts";
import type { Register } from "../../app/ports.ts";
import type { Args, Flags, Program } from "../program.ts";

export interface Opened {
  readonly register: Register;
  readonly desk: Desk;
}

/** How `log` does what its flags state: the one way, whether they were typed or answered. */
export interface ByFlags {
  /** The title; throws what is wrong with the flags as such. */
  readonly refuseFlags: (args: Args) => string;
  readonly opened: (program: Program) => Promise<Opened>;
  readonly ordered: (program: Program, flags: Flags, title: string, opened: Opened) => Promise<Order>;
  /** Resolves to the exit code. */
  readonly carriedOut: (program: Program, flags: Flags, order: Order, opened: Opened) => Promise<number>;
}
