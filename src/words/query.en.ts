/** What is wrong with a query, or with what was given as ticket numbers. */

type Facts = Readonly<Record<string, unknown>>;

const meant = (near: unknown, after = ""): string => (near === null || near === undefined ? "" : ` Did you mean "${near}${after}"?`);
const MOST_LISTED = 40;
const listed = (allowed: unknown): string => {
  const all = Array.isArray(allowed) ? allowed : [];
  return all.length > MOST_LISTED ? `${all.slice(0, MOST_LISTED).join(", ")}, …` : all.join(", ");
};

const QUERY_FAULTS: Readonly<Record<string, (f: Facts) => string>> = {
  "query.long": ({ most }) => `The query is longer than ${most} characters.`,
  "query.nul": () => "There is a NUL character in it.",
  "query.quote": () => 'This quote is not closed. Inside a phrase "" stands for a quote.',
  "query.empty-phrase": () => "There is nothing between the quotes.",
  "query.many-terms": ({ most }) => `A query has at most ${most} terms.`,
  "query.many-values": ({ most }) => `A query has at most ${most} values.`,
  "query.field": ({ field, near, flag }) =>
    flag === true
      ? `There is no field "${field}". Write is:${String(field).toLowerCase()}.`
      : `There is no field "${field}".${meant(near, ":")} To search for the words themselves, put them in quotes. Fields: itsm help query.`,
  "query.operator": ({ field, operator, value }) =>
    operator === "-" || operator === "!"
      ? `"${value}" is no term. To exclude, write ${field}!=VALUE; to search for it, put it in quotes.`
      : operator === "=" || operator === "==" || operator === "~"
        ? `"${value}" is no term. Write ${field}:VALUE or ${field}!=VALUE; to search for it, put it in quotes.`
        : `"${value}" is no term. Write a range, ${field}:FROM..TO, with either end left out; to search for it, put it in quotes.`,
  "query.empty": ({ field }) => `${field}: needs a value${field === "is" || field === "sort" ? "" : `; ${field}:none finds tickets without one`}.`,
  "query.empty-part": ({ field }) => `A value of ${field} is missing beside the comma.`,
  "query.value": ({ field, value, near, flag, allowed }) =>
    flag === null || flag === undefined
      ? `There is no ${field} "${value}".${meant(near)} It can be: ${listed(allowed)}.`
      : `There is no ${field} "${value}". Write is:${flag}.`,
  "query.flag": ({ value, near, status, allowed }) =>
    status === null || status === undefined
      ? `There is no flag "${value}".${meant(near, "")} Flags: ${listed(allowed)}.`
      : `There is no flag "${value}". Write status:${status}.`,
  "query.sort": ({ value, near, allowed }) => `One cannot sort by "${value}".${meant(near)} Orders: ${listed(allowed)}; sort:-FIELD turns one round.`,
  "query.sort-not": () => "Write sort:FIELD, or sort:-FIELD for the other way round.",
  "query.never-none": ({ field }) => `Every ticket has ${field}, so none finds nothing.`,
  "query.at-name": ({ field, value }) => `"${value}" is nobody. Write ${field}:NAME, or @me for yourself.`,
  "query.range": ({ field, value }) => `"${value}" is no range. Write ${field}:FROM..TO, ${field}:FROM.. or ${field}:..TO.`,
  "query.reversed": ({ field, value, write }) => `${field}:${value} ends before it begins. Write ${field}:${write}.`,
  "query.compare": ({ value, write }) => `"${value}" is no value. Write ${write}.`,
  "query.duration": ({ field, value }) => `"${value}" is no duration for ${field}. Write for example 30m, 4h, 3d or 2w.`,
  "query.service-time": ({ value }) => `"${value}" is service time, and a query counts elapsed time. Write it in s, m, h, d or w.`,
  "query.one-moment": ({ field, value }) =>
    field === "due"
      ? `${field}:${value} is a single second. Write ${field}:..${value} for within that time.`
      : `${field}:${value} is a single second. Write ${field}:${value}.. for since then, ${field}:..${value} for before.`,
  "query.one-duration": ({ field, value }) =>
    `${field}:${value} is a single second. Write ${field}:${value}.. for at least that, ${field}:..${value} for at most.`,
  "query.operation": ({ value }) => `"${value}" is a ticket. Write the number of an operation, op:215.`,
  "query.view": ({ name, near, allowed }) =>
    `There is no view @${name}.${near === null ? "" : ` Did you mean "@${near}"?`} Views: ${listed((Array.isArray(allowed) ? allowed : []).map((one) => `@${one}`))}. To search for it, put it in quotes.`,
  "query.reserved-view": ({ name }) => (name === "me" ? "@me is no view. Write assignee:@me or is:mine." : `@${name} is no view.`),
  "query.view-loop": ({ name }) => `The view @${name} leads back to itself, or through too many others.`,
};

const NUMBER_FAULTS: Readonly<Record<string, (f: Facts) => string>> = {
  "number.none": ({ value }) => `"${value}" is no ticket number. Write 41, INC-41, 41,43 or 41..45.`,
  "number.zero": () => "Ticket numbers begin at 1.",
  "number.negative": ({ value }) => `"${value}" is no ticket number: they begin at 1.`,
  "number.zeros": ({ value, write }) => `"${value}" has leading zeros.${write === undefined ? "" : ` Write ${write}.`}`,
  "number.huge": ({ value }) => `"${value}" is larger than any ticket number can be.`,
  "number.range": ({ value }) => `"${value}" is no range. Write 41..45.`,
  "number.reversed": ({ value, write }) => `${value} ends before it begins. Write ${write}.`,
  "number.long-range": ({ value, count, most }) => `${value} is ${count} tickets; a range may have ${most}.`,
  "number.empty": () => "A ticket number is missing.",
  "number.empty-part": ({ value }) => `A number is missing beside the comma in "${value}".`,
  "number.empty-key": () => "key: needs a key.",
  "number.view": ({ value }) => `"${value}" is no ticket. Only @last is; a view is used with list, or with --where.`,
  "line.document": ({ value }) => `This is a JSON document (${value}…). Use --jsonl, which gives one ticket a line.`,
  "line.json": ({ value }) => `"${value}" is no JSON object.`,
  "line.json-number": ({ value }) => `There is neither id nor number in ${value}`,
  "line.long": () => "This line is too long to be a ticket.",
};

/** A fault of a query or of ticket numbers as a sentence; null if its key belongs to another catalogue. */
export function queryFault(key: string, facts: Facts): string | null {
  const say = QUERY_FAULTS[key] ?? NUMBER_FAULTS[key];
  if (say === undefined) return null;
  return typeof facts.view === "string" ? `In the view @${facts.view}: ${say(facts)}` : say(facts);
}
/** Where in a query it is. */
export const atColumn = (column: number, sentence: string): string => `column ${column}: ${sentence}`;
/** Of the value of a flag. */
export const ofFlag = (flag: string, sentence: string): string => `${flag}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
/** Where in a list of tickets it is. */
export const atLine = (line: number, sentence: string): string => `line ${line}: ${sentence}`;
