/** Names are the sender's: `__proto__` and `constructor` are keys like any other, so only an object's own keys count. */
const own = (value: object, name: string): unknown => (Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined);

export const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands at `labels.host`; a key may hold dots itself. Undefined: nothing does. */
export function lookUp(value: unknown, path: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) && !/^\d/.test(path)) return undefined;
  const whole = own(value, path);
  if (whole !== undefined) return whole;
  for (let dot = path.lastIndexOf("."); dot > 0; dot = path.lastIndexOf(".", dot - 1)) {
    const head = own(value, path.slice(0, dot));
    const found = head === undefined ? undefined : lookUp(head, path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `alertname="Disk full", host="web1"`: in the order of the names, so that the same labels give the same text. */
const pairs = (value: object): string =>
  Object.keys(value)
    .toSorted(byName)
    .map((name) => `${name}=${JSON.stringify(own(value, name))}`)
    .join(", ");

/** A value as text; null: there is none. A number that was rounded in reading is not known: it could be another's. */
export function textOf(value: unknown): string | null {
  if (typeof value === "string") return value.trim() === "" ? null : value;
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value) ? null : String(value);
  if (Array.isArray(value))
    return textOf(
      value
        .map(textOf)
        .filter((text) => text !== null)
        .join(", "),
    );
  return isObject(value) ? textOf(pairs(value)) : null;
}
