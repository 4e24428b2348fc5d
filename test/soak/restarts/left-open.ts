/** Sockets and timers that are open in this process, by kind. */
export function openNow(): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counted.set(kind, (counted.get(kind) ?? 0) + 1);
  return counted;
}

/** What there is more of in `now` than in `before`; empty: nothing was left behind. */
export function moreThan(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): readonly string[] {
  return [...now].flatMap(([kind, count]) => {
    const more = count - (before.get(kind) ?? 0);
    return more > 0 && /Socket|TLS|Timeout|Immediate|Server|Pipe/.test(kind) ? `${more} ${kind}` : [];
  });
}
