import { type BrowserWindow, Notification } from 'electron';
import type { DeskView, ParkedCall } from '../../../preload/contract/views.ts';
import { words } from '../words/words.ts';
import { nameOf } from './notification-pops.ts';

const longestNote = 120;

/** Somebody parked a caller for me while I look at something else: told once, by the system; a press brings the desk. */
export function pageForParked(
  desk: Pick<BrowserWindow, 'isFocused' | 'isDestroyed'>,
  show: () => void,
): (view: DeskView) => void {
  let known: ReadonlySet<string> = new Set();
  return ({ parked }) => {
    // Not known now: who waited may still wait.
    if (parked === null) return;
    const forMe = parked.filter((each) => each.forMe === true);
    for (const each of forMe) if (!known.has(keyOf(each)) && !isSeen(desk)) page(each, show);
    known = new Set(forMe.map(keyOf));
  };
}

const isSeen = (desk: Pick<BrowserWindow, 'isFocused' | 'isDestroyed'>): boolean =>
  !desk.isDestroyed() && desk.isFocused();

/** Without the moment: a list and an event of the PBX tell it a little differently. */
const keyOf = ({ lot, slot, party }: ParkedCall): string => `${lot} ${slot} ${party.number?.raw ?? party.name ?? ''}`;

function page(parked: ParkedCall, show: () => void): void {
  if (!Notification.isSupported()) return;
  const { by = null, text = '' } = parked.note ?? {};
  const notification = new Notification({
    title: words.notification.waits(nameOf(parked), parked.slot),
    body: [by, text]
      .filter((part) => part !== null && part !== '')
      .join(': ')
      .slice(0, longestNote),
    urgency: 'critical',
  });
  notification.on('click', show);
  notification.show();
}
