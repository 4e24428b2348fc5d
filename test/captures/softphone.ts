import type { SipCallId, Uniqueid } from '../../main/base/ids.ts';
import type { DialogEnd, DialogFact } from '../../main/facts/dialog-facts.ts';
import type { CallFact } from '../../main/facts/fact.ts';
import type { Heard } from '../../main/replay/step.ts';

/** One thing the softphone noticed. */
export interface Noticed {
  readonly at: number;
  readonly fact: CallFact;
}

interface Line {
  dialog: DialogFact;
  hungUp: boolean;
}

/**
 * What a softphone at `me` would have seen of its own dialogs in a recording: an INVITE when its leg rings, an answer when
 * it is up, the end with its side of the reason. It names the far end once, at the INVITE, as a PBX without
 * P-Asserted-Identity does. Made from ARI's events: they know the Call-IDs (Asterisk 22).
 */
export function softphoneOf(me: string, ari: readonly Heard[], tellsMore = false): readonly Noticed[] {
  const lines = new Map<Uniqueid, Line>();
  const noticed: Noticed[] = [];
  const callIds = callIdsOf(me, ari);
  const tell = (channel: Uniqueid, at: number, change: Partial<DialogFact>) => {
    const line = lines.get(channel);
    if (line === undefined) return;
    line.dialog = { ...line.dialog, ...change, at };
    noticed.push({ at, fact: line.dialog });
  };
  for (const event of ari) {
    for (const fact of event.facts) {
      if (fact.kind === 'channel') {
        const dialog = callIds.get(fact.channel);
        if (dialog === undefined) continue;
        const line = lines.get(fact.channel);
        if (line === undefined && fact.state !== 'down') {
          lines.set(fact.channel, { dialog: firstWord(fact, dialog, event.at), hungUp: false });
          tell(fact.channel, event.at, {});
        } else if (line?.dialog.answeredAt === null && fact.state === 'up') {
          tell(fact.channel, event.at, { phase: 'established', answeredAt: event.at, media: 'connected' });
        } else if (tellsMore && line !== undefined && (fact.connected?.number ?? '') !== '') {
          const remote = { name: fact.connected?.name ?? null, user: fact.connected?.number ?? '' };
          if (remote.user !== line.dialog.remote.user) tell(fact.channel, event.at, { remote });
        }
      } else if (fact.kind === 'hold') tell(fact.channel, event.at, { held: fact.held });
      else if (fact.kind === 'hangup-request' && !fact.soft) {
        const line = lines.get(fact.channel);
        if (line !== undefined) line.hungUp = true;
      } else if (fact.kind === 'channel-gone') {
        const line = lines.get(fact.channel);
        lines.delete(fact.channel);
        if (line === undefined) continue;
        const end = endOf(line, fact.cause);
        noticed.push({ at: event.at, fact: { kind: 'dialog-ended', at: event.at, dialog: line.dialog.dialog, end } });
      }
    }
  }
  return noticed;
}

function callIdsOf(me: string, ari: readonly Heard[]): ReadonlyMap<Uniqueid, SipCallId> {
  const found = new Map<Uniqueid, SipCallId>();
  for (const event of ari) {
    for (const fact of event.facts) {
      if (fact.kind === 'channel' && fact.endpoint === me && fact.dialog !== null) found.set(fact.channel, fact.dialog);
    }
  }
  return found;
}

function firstWord(fact: Extract<CallFact, { kind: 'channel' }>, dialog: SipCallId, at: number): DialogFact {
  const out = fact.role === 'caller';
  const far = fact.connected;
  return {
    kind: 'dialog',
    at,
    dialog,
    direction: out ? 'out' : 'in',
    phase: out ? 'outgoing' : 'incoming',
    progress: 'calling',
    remote: out ? { name: null, user: fact.dialled ?? '' } : { name: far?.name ?? null, user: far?.number ?? '' },
    startedAt: at,
    answeredAt: null,
    held: false,
    heldByRemote: false,
    muted: false,
    media: null,
  };
}

function endOf({ dialog, hungUp }: Line, cause: number): DialogEnd {
  const by = hungUp ? 'us' : 'them';
  if (dialog.answeredAt !== null) return { by, how: 'bye', status: null, cause: null };
  if (hungUp) return { by, how: dialog.direction === 'in' ? 'declined' : 'cancelled', status: null, cause: null };
  return { by, how: cause === 26 ? 'answered-elsewhere' : 'cancelled', status: null, cause: null };
}
