/* Short lists of numbers as the database keeps them: "[1,3]". */

/** Give the list with the number added, or without it where it was there. */
export function toggleNumber(list, number) {
  const numbers = JSON.parse(list || "[]");
  const changed = numbers.includes(number) ? numbers.filter((one) => one !== number) : [...numbers, number];
  return JSON.stringify(changed.sort((a, b) => a - b));
}
