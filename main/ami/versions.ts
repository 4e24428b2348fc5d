/** Which Asterisk greets with this manager version: 11.0.0 is 22. Null: one from before 13, or none that is known. */
export function asteriskOf(amiVersion: string | null): number | null {
  const major = Number(/^(\d+)\./.exec(amiVersion ?? '')?.[1] ?? Number.NaN);
  return major >= 2 && major <= 40 ? major + 11 : null;
}
