/** Words of English and Indonesian that are in every text and tell nothing of it. */
const STOP: ReadonlySet<string> = new Set(
  `a about after again all also am an and any are as at be because been before being but by can cannot could did do does doing done each every for from
   further get gets give got had has have having he hello help her here hers hi him his how i if im in into is it its itself just ll me more most my need
   needs no nor not now of off on once only or other our ours out over own please re regards same she should since so some still such than thank thanks
   that the their theirs them then there these they this those through to too under until up us ve very want was we were what when where which while who
   whom why will with would yes you your yours dear hey
   ada adalah agar akan aku anda antara apa apakah atas atau bagaimana bahwa bagi banyak baru beberapa belum bila bisa boleh bu bukan buat cara dalam dan
   dapat dari dengan di dia hal halo hanya harus ia ingin ini itu jadi jika juga kah kalau kali kami kamu karena kasih kata ke kenapa kepada ketika kita
   kok lagi lah lain lalu lebih maka masih mau melalui mengapa menjadi mereka minta mohon nya oleh pada pagi pak para per perlu pernah pun saat saja sampai
   sana sangat saya sebagai sebelum secara sedang sejak selalu semua seperti serta sesudah setelah siang silakan sini sore sudah supaya tanpa tapi telah
   tentang terima tersebut tetapi tidak tolong untuk yaitu yang`.split(/\s+/),
);

export const isStopWord = (word: string): boolean => STOP.has(word);
