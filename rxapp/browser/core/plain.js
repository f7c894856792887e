/* Words as people look for them, the SQL function plain(text); the same as rxapp/data/plain.py. */
const UNSPLIT = { ł: "l", ø: "o", đ: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe" };

export const plain = (text) =>
  text === null
    ? null
    : String(text).toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[łøđıßæœ]/g, (letter) => UNSPLIT[letter]);
