/** Text to search in: lower case without accents, unit for unit as long as it was, so that places stay places. */
export function fold(text: string): string {
  // Almost every name is plain ASCII: no need to look at its characters one by one.
  const lower = text.toLowerCase();
  if (lower.length === text.length && /^[\x20-\x7e]*$/.test(text)) return lower;
  return Array.from(text, (character) => {
    const plain = character.normalize('NFD').charAt(0).toLowerCase();
    return character.length === 1 && plain.length === 1 ? plain : character;
  }).join('');
}
