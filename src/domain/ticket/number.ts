import type { TicketType } from "../policy/policy.ts";

/** `INC-41` or `REQ-42`: the number is the ticket, the prefix only says what it is today. */
export const idOf = (ticket: { readonly number: number; readonly type: TicketType }): string =>
  `${ticket.type === "incident" ? "INC" : "REQ"}-${ticket.number}`;
