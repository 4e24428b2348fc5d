/**
 * A caller's text made safe for one line of display: no control characters, nothing that turns the direction of the
 * text around it, at most `longest` characters (never half of a surrogate pair). It is still only ever shown as text.
 */
export function plainText(text: string, longest: number): string {
  const clean = text
    .replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return clean.length <= longest ? clean : Array.from(clean).slice(0, longest).join('');
}
