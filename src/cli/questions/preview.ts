import { deskOf } from "../../app/desk.ts";
import type { Order } from "../../app/order.ts";
import type { Item } from "../../app/outcome.ts";
import type { Call } from "../write-verb.ts";

/** What an order would come to as the register stands: a plan that only reads. */
export const preview = ({ register }: Pick<Call, "register">, order: Order): Promise<readonly Item[]> =>
  register.snapshot(async (reads) => (await order.plan(reads, await deskOf(reads, order.acting.now), null)).items);
