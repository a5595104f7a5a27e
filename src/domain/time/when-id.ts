import type { TimeWords } from "./when-en.ts";

/** Indonesian. `minggu` is a week after a number and Sunday otherwise; `when.ts` refuses it where it could be both. */
export const INDONESIAN: TimeWords = {
  phrases: [
    [/\bhari ini\b/g, "today"],
    [/\byang lalu\b/g, "lalu"],
    [/\bjam kerja\b/g, "bh"],
    [/\bhari kerja\b/g, "bd"],
    [/\bse(?=detik|menit|jam|hari|minggu)/g, "1 "],
    [/\b(?:jum'at|juma'at)/g, "jumat"],
    [/^(?:pada )?hari minggu\b/g, "ahad"],
    [/^(?:pada )?hari (?=[a-z])/g, ""],
  ],
  now: ["sekarang"],
  days: [
    ["besok", 1],
    ["lusa", 2],
    ["kemarin", -1],
  ],
  weekdays: [
    ["minggu", "ahad", "min"],
    ["senin", "sen"],
    ["selasa", "sel"],
    ["rabu", "rab"],
    ["kamis", "kam"],
    ["jumat", "jum"],
    ["sabtu", "sab"],
  ],
  units: {
    s: ["detik", "dtk"],
    m: ["menit", "mnt"],
    h: ["jam"],
    d: ["hari"],
    w: ["minggu"],
    bh: ["bh"],
    bd: ["bd"],
  },
  vagueUnits: ["bulan", "tahun"],
  before: ["lalu"],
  after: ["lagi"],
  within: ["dalam"],
  next: ["depan"],
  last: ["lalu"],
  atHour: ["jam", "pukul"],
  dayParts: [
    ["pagi", 1, 11, 0],
    ["siang", 10, 11, 0],
    ["siang", 12, 12, 0],
    ["siang", 1, 3, 12],
    ["sore", 3, 6, 12],
    ["malam", 6, 11, 12],
  ],
};
