import type { CallOrigin, Party } from '../../preload/contract/views.ts';
import { t } from '../i18n/en.ts';
import { pastDuration } from './format.ts';

/** Who it is, in one line; the number stands in for a missing name. */
export const partyName = (party: Party): string => party.name ?? party.number?.display ?? t.call.unknownParty;

/** The number under the name; null where it already stands as the name. */
export function partyNumber(party: Party): string | null {
  if (party.name === null || party.number === null) return null;
  return party.name === party.number.raw || party.name === party.number.display ? null : party.number.display;
}

export const originText = (origin: CallOrigin): string =>
  t.call.origin(
    origin,
    origin.kind === 'queue' && origin.waitedSeconds !== null ? pastDuration(origin.waitedSeconds) : null,
  );
