import { fail } from "../app/failure.ts";
import type { Act } from "../domain/ticket/decide.ts";
import type { Channel, Fields } from "../domain/ticket/ticket.ts";
import { localInstant } from "../render/due.ts";
import { clearable, instantOf, isOn, listOf, NONE, oneNumber, personIn, refuseGroupAsPerson, textOf } from "./flag-values.ts";
import { descriptionText } from "./text-in.ts";
import type { Input } from "./write-verb.ts";

/** The fields that flags state; a field no flag names is absent, `none` is null. */
export async function statedFields({ program, register, flags, calendar }: Input): Promise<Partial<Omit<Fields, "tags" | "refs" | "major">>> {
  const past = async (name: string): Promise<number | null> => {
    const at = textOf(flags, name) === NONE ? null : await instantOf(program, flags, name, "past", calendar);
    if (at !== null && at > program.clock.now) throw fail("usage", "flag_in_future", { flag: `--${name}`, moment: localInstant(program.zone, at) });
    return at;
  };
  const given = (name: string): string | undefined => textOf(flags, name) ?? undefined;
  const parent = clearable(flags, "parent");
  const fields = {
    title: given("title"),
    type: given("type") as Fields["type"] | undefined,
    impact: given("impact"),
    urgency: given("urgency"),
    category: given("category"),
    service: clearable(flags, "service"),
    site: clearable(flags, "site"),
    ci: clearable(flags, "ci"),
    requester: personIn(program, clearable(flags, "requester")),
    contact: clearable(flags, "contact"),
    channel: given("channel") as Channel | undefined,
    key: clearable(flags, "key"),
    parent: parent === undefined || parent === null ? parent : await oneNumber(register, program, parent, "--parent"),
    ...(flags["down-at"] !== undefined && { downAt: await past("down-at") }),
    ...(flags["up-at"] !== undefined && { upAt: await past("up-at") }),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;
}

/** The acts that flags state beside the fields: who gets it, its priority, whether it is a major incident. */
export async function statedActs(input: Input): Promise<readonly Act[]> {
  const { program, flags, calendar } = input;
  const group = clearable(flags, "group");
  const assignee = personIn(program, clearable(flags, "assignee"));
  if (typeof assignee === "string") refuseGroupAsPerson("--assignee", assignee, "--group");
  const both = listOf(flags, "tag").find((tag) => listOf(flags, "untag").includes(tag));
  if (both !== undefined) throw fail("usage", "flags_exclude", { first: `--tag ${both}`, second: `--untag ${both}` });
  const priority = textOf(flags, "priority");
  const unused = ["priority-reason", "priority-until"].find((name) => priority === null && flags[name] !== undefined);
  if (unused !== undefined) throw fail("usage", "priority_flag_alone", { flag: `--${unused}` });
  return [
    ...(group === undefined && assignee === undefined
      ? []
      : [{ do: "assign" as const, ...(group !== undefined && { group }), ...(assignee !== undefined && { assignee }) }]),
    ...(priority === null
      ? []
      : [
          {
            do: "override" as const,
            priority,
            reason: textOf(flags, "priority-reason"),
            until: await instantOf(program, flags, "priority-until", "future", calendar),
          },
        ]),
    ...(isOn(flags, "major") ? [{ do: "major" as const, reason: textOf(flags, "reason") }] : []),
  ];
}

/** What `edit` comes to: the fields, then what hangs on them. */
export async function edits(input: Input): Promise<readonly Act[]> {
  const { program, flags } = input;
  const set = await statedFields(input);
  const described = flags.description !== undefined || flags["description-file"] !== undefined;
  const description = described ? await descriptionText(program, flags) : null;
  const satisfaction = textOf(flags, "satisfaction");
  const edit: Act = {
    do: "edit",
    set,
    ...(described && { description: description === NONE ? null : description }),
    addTags: listOf(flags, "tag"),
    dropTags: listOf(flags, "untag"),
    addRefs: listOf(flags, "ref"),
    ...(flags.code !== undefined && { code: textOf(flags, "code") as string }),
    ...(satisfaction !== null && { satisfaction: Number(satisfaction) }),
    reason: textOf(flags, "reason"),
    ...(flags.group !== undefined && { groupSaid: true as const }),
  };
  return [edit, ...(await statedActs(input))];
}
