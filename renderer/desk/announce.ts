import type { CallView, DeskView, ParkedCall } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { isTransferLeg, partnerOf } from './cards.ts';
import { linkTroubles } from './link-trouble.ts';
import { refusedText, unconfirmedText } from './outcome-text.ts';
import { leftText, originText, partyName, partyWithNumber } from './party-text.ts';

export interface Announcements {
  /** Cuts in: a call is ringing. */
  readonly assertive: readonly string[];
  readonly polite: readonly string[];
}

/** What a screen reader says when the view changes. */
export function announce(before: DeskView | null, after: DeskView): Announcements {
  const assertive: string[] = [];
  const polite: string[] = [];
  for (const call of after.calls) {
    const was = before?.calls.find((each) => each.id === call.id);
    if (isTransferLeg(after.calls, call)) {
      if (was === undefined) polite.push(transferring(after.calls, call));
    } else if (call.phase === 'ringing' && was === undefined) {
      assertive.push(t.announce.ringing(partyName(call.party), originText(call.origin)));
      polite.push(...companySaid(was, call));
    } else polite.push(...changeOf(was, call));
  }
  if (before !== null) {
    assertive.push(...waitsForMe(before, after));
    polite.push(...deskChanges(before, after));
  }
  return { assertive, polite };
}

/** The leg to the target has no card: what is said of it is said of the caller. */
function transferring(calls: readonly CallView[], leg: CallView): string {
  const customer = partnerOf(calls, leg);
  return t.announce.transferring(customer === null ? '' : partyName(customer.party), partyWithNumber(leg.party));
}

function deskChanges(before: DeskView, after: DeskView): readonly string[] {
  const said: string[] = [];
  const failing = (view: DeskView) => linkTroubles(view.links).map(({ link }) => link);
  const was = failing(before);
  const is = failing(after);
  for (const link of is) if (!was.includes(link)) said.push(t.link.downShort(t.link.names[link]));
  for (const link of was) if (!is.includes(link)) said.push(t.link.upAgain(t.link.names[link]));
  said.push(...parkedChanges(before, after));
  const fresh = after.voicemail?.new ?? 0;
  if (before.voicemail !== null && fresh > before.voicemail.new) said.push(t.announce.newMessages(fresh));
  return said;
}

const parkedBefore = (before: DeskView, entry: ParkedCall): ParkedCall | undefined =>
  before.parked?.find(({ slot, lot }) => slot === entry.slot && lot === entry.lot);
const digitByDigit = (slot: string): string => slot.split('').join(' ');

/** A colleague has parked somebody and tells me: that is a page. */
const waitsForMe = (before: DeskView, after: DeskView): readonly string[] =>
  (after.parked ?? [])
    .filter((entry) => entry.forMe === true && parkedBefore(before, entry)?.forMe !== true)
    .map(({ slot, party }) => t.parked.waitsForYou(digitByDigit(slot), partyName(party)));

/** Who would get lost. */
function parkedChanges(before: DeskView, after: DeskView): readonly string[] {
  return (after.parked ?? [])
    .filter((entry) => entry.orphaned === true && parkedBefore(before, entry)?.orphaned !== true)
    .map(({ slot, party }) => t.parked.orphanedNow(digitByDigit(slot), partyName(party)));
}

function changeOf(was: CallView | undefined, call: CallView): readonly string[] {
  return [...phaseSaid(was, call), ...companySaid(was, call)];
}

/** What came from a colleague about the caller, and that the caller whom it is about has hung up. */
function companySaid(was: CallView | undefined, call: CallView): readonly string[] {
  const { by = null, text = '' } = call.note ?? {};
  const said = by === null || text === was?.note?.text ? [] : [t.announce.note(by, text)];
  const hasLeft = call.about?.left === true && was?.about?.left !== true;
  return hasLeft ? [...said, leftText(call)] : said;
}

function phaseSaid(was: CallView | undefined, call: CallView): readonly string[] {
  const name = partyName(call.party);
  if (was === undefined || was.phase !== call.phase) {
    if (call.phase === 'ended') return [t.announce.ended(name, t.call.ended[call.reason])];
    return [t.announce.phase(t.call.phases[call.phase], name)];
  }
  const said: string[] = [];
  if (call.operation?.state === 'refused' && was.operation?.state !== 'refused') {
    said.push(refusedText(call, { ...call.operation, detail: null }, null));
  }
  if (call.operation?.state === 'unconfirmed' && was.operation?.state !== 'unconfirmed') {
    said.push(unconfirmedText(call.operation));
  }
  if (call.recording !== was.recording && call.phase !== 'ended') said.push(...recordingSaid(call.recording ?? 'off'));
  if (call.phase === 'active' && was.phase === 'active') said.push(...whileActive(was, call));
  return said;
}

const recordingSaid = (recording: NonNullable<CallView['recording']>): readonly string[] =>
  recording === 'off' ? [t.call.recordingOver] : [t.call.recordingMeans[recording]];

type ActiveCall = Extract<CallView, { phase: 'active' }>;

function whileActive(was: ActiveCall, call: ActiveCall): readonly string[] {
  const said: string[] = [];
  if (was.muted !== call.muted) said.push(call.muted ? t.announce.muted : t.announce.unmuted);
  if (!was.heldByThem && call.heldByThem) said.push(t.call.heldByThem);
  if (was.audio !== 'lost' && call.audio === 'lost') said.push(t.call.audioLost);
  return said;
}
