/**
 * The endpoint a channel belongs to: `PJSIP/1001-0000002a` → `PJSIP/1001`. A prefix match would take
 * `PJSIP/1001-web-0000002b` for 1001's too. Local halves (`Local/…;1`) belong to nobody.
 */
export function endpointOf(channelName: string): string | null {
  return /^([A-Za-z0-9]+\/.+)-[0-9a-f]{8}$/.exec(channelName)?.[1] ?? null;
}

/** What both halves of a Local channel have in common: `Local/500@from-trunk-0000000c;2` without its half. */
export function pairOf(channelName: string): string | null {
  return /^(Local\/.+);[12]$/.exec(channelName)?.[1] ?? null;
}
