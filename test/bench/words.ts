/** Words a desk uses every day, the most frequent first; the rest of the vocabulary is made of syllables. */
const FREQUENT =
  "the to is and on not in user of a for after with laptop printer password cannot since error network vpn access mail screen login account reset again restart update slow office floor server file shared wifi phone new connection outlook message open install software please driver monitor keyboard team request morning license drive folder times out checked replaced cable port switch router signal meeting room video call teams excel report print paper tray toner scan badge card reader door token code expired locked unlock permission group mailbox calendar invite sync backup restore disk full battery charger dock mouse headset camera browser page certificate proxy firewall policy version windows linux mobile app crash freeze blue reboot remote desktop session profile settings finance warehouse reception branch vendor order invoice payroll system database query timeout offline online works confirmed tested cleared cache changed".split(
    " ",
  );
const SYLLABLES =
  "ba be bi ko ka ku di do du fa fe ga go gi ha he hu ja jo la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se si so ta te ti to wa wi ya yo za".split(
    " ",
  );
const FIRST =
  "Budi Ratna Dewi Agus Siti Putri Joko Rina Wahyu Lestari Eko Indah Hadi Maya Nur Fajar Tono Yuni Bayu Citra Anna Peter Laura Mark Sofia James Emma Lukas Clara Felix".split(
    " ",
  );
const LAST =
  "Santoso Wijaya Halim Pratama Saputra Hartono Susanto Kusuma Nugroho Setiawan Utami Wibowo Gunawan Lim Tan Hidayat Permata Siregar Nasution Lubis Miller Brown Fischer Weber Rossi Moreau Novak Silva Jensen Berg".split(
    " ",
  );

const VOCABULARY = 2000;
const DRAWS = 65_536;
/** Flattens the top of the distribution, as in running text. */
const OFFSET = 2.7;

/** A stream of numbers that is the same for the same seed: whole numbers below a limit. */
export type Chance = (limit: number) => number;

export function chanceOf(seed: number): Chance {
  let state = seed | 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

function vocabulary(): readonly string[] {
  const words = new Set(FREQUENT);
  const chance = chanceOf(7);
  while (words.size < VOCABULARY) {
    let word = "";
    for (let length = 2 + chance(3); length > 0; length -= 1) word += SYLLABLES[chance(SYLLABLES.length)];
    words.add(word);
  }
  return [...words];
}

/** One entry a draw: a word stands in as many as its share of a text by Zipf's law. */
function drawTable(words: readonly string[]): readonly string[] {
  const weights = words.map((_, rank) => 1 / (rank + OFFSET));
  const sum = weights.reduce((a, b) => a + b, 0);
  const table: string[] = [];
  let upTo = 0;
  for (const [rank, word] of words.entries()) {
    upTo += ((weights[rank] as number) / sum) * DRAWS;
    while (table.length < upTo) table.push(word);
  }
  return table;
}

const TABLE = drawTable(vocabulary());

/** A text of so many words. */
export function textOf(chance: Chance, words: number): string {
  let text = TABLE[chance(TABLE.length)] as string;
  for (let i = 1; i < words; i += 1) text += ` ${TABLE[chance(TABLE.length)]}`;
  return text;
}

export const nameOf = (chance: Chance): string => `${FIRST[chance(FIRST.length)]} ${LAST[chance(LAST.length)]}`;

/** A way to reach a person of that name. */
export const contactOf = (name: string): string => `${name.toLowerCase().replace(" ", ".")}@example.com`;
