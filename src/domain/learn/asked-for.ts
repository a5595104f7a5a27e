import { wordsIn } from "./words.ts";

/** Whoever uses one of these asks for something, in English and Indonesian. */
const ASKING =
  `password reset|reset password|reset the password|reset my password|request|requests|requesting|please add|please create|please install|please order|
   order|access to|access for|grant access|permission for|permission to|new account|new user|new laptop|new phone|new monitor|new keyboard|new mouse|new badge|
   new employee|new hire|new starter|new joiner|install|installation|licence|license|onboarding|offboarding|upgrade|
   reset kata sandi|reset sandi|ganti kata sandi|permintaan|minta akses|minta|mohon|akses ke|akses untuk|akun baru|pengguna baru|laptop baru|karyawan baru|
   pasang|instal|instalasi|lisensi`
    .split("|")
    .map((phrase) => phrase.trim());
/** Whoever uses one of these tells of something broken, whatever else they say. */
const BROKEN =
  `fail|fails|failed|failing|failure|error|errors|broken|broke|cannot|unable|wrong|crash|crashes|crashed|stuck|down|slow|lost|expired|locked|invalid|
   not working|does not|doesn|won|can t|gagal|rusak|macet|lambat|hilang|tidak bisa|tidak dapat|tak bisa|salah`
    .split("|")
    .map((phrase) => phrase.trim());
const WORDS = 100;

const has = (text: string, phrases: readonly string[]): boolean => phrases.some((phrase) => text.includes(` ${phrase} `));

/** Whether a title sounds as if something were asked for, rather than broken. */
export function soundsAskedFor(title: string): boolean {
  const text = ` ${wordsIn(title, WORDS).join(" ")} `;
  return has(text, ASKING) && !has(text, BROKEN);
}
