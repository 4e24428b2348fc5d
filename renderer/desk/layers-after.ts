import type { DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import type { DeskState } from './desk-state.ts';

/** What a new view closes: a layer whose call is gone, a choice that can no longer be made. */
export function layersAfter(state: DeskState, view: DeskView): Partial<DeskState> {
  return {
    ...digitsAfter(state, view),
    ...transferAfter(state, view),
    ...parkedAfter(state, view),
    ...historyAfter(state, view),
    ...noteAfter(state, view),
    ...awayAfter(state, view),
  };
}

/** Digits mode ends when its call ends or is put on hold: digits typed for the next call must not go to it. */
function digitsAfter({ digits, layer }: DeskState, view: DeskView): Partial<DeskState> {
  if (digits === null) return {};
  const on = view.calls.some((call) => call.id === digits.call && call.phase !== 'ended' && call.phase !== 'held');
  return on ? {} : { digits: null, ...(layer === 'digits' ? { layer: 'none' } : {}) };
}

function transferAfter({ transfer, layer }: DeskState, view: DeskView): Partial<DeskState> {
  if (transfer === null || view.calls.some((call) => call.id === transfer.call && call.phase !== 'ended')) return {};
  return { transfer: null, ...(layer === 'transfer' ? { layer: 'none' } : {}) };
}

/** Enter has to answer whoever rings now, and not to do something in a list; what is being typed is let be. */
function historyAfter({ layer, view: before }: DeskState, view: DeskView): Partial<DeskState> {
  if (!['history', 'messages', 'queues', 'queueReason', 'away'].includes(layer)) return {};
  const rang = new Set(before?.calls.filter(({ phase }) => phase === 'ringing').map(({ id }) => id));
  const rings = view.calls.some(({ id, phase }) => phase === 'ringing' && !rang.has(id));
  return rings ? { layer: 'none' } : {};
}

/** A colleague was quicker: nothing else may slip under the key that was meant for that slot, and it is said why it is deaf. */
function parkedAfter({ parkedList, layer }: DeskState, view: DeskView): Partial<DeskState> {
  const { selected, busy, refused } = parkedList;
  if (selected === null || view.parked?.some(({ slot }) => slot === selected) === true) return {};
  // Whoever is being fetched leaves their slot as well: the answer to that says how it went.
  const isLost = layer === 'parked' && !busy;
  const why = isLost ? t.parked.refused(t.call.refusal['no-such-call']) : refused;
  return { parkedList: { ...parkedList, selected: null, typed: '', refused: why } };
}

/** The card is gone, and what was typed is kept: keys are the desk's again. */
function noteAfter({ layer, note, marking }: DeskState, view: DeskView): Partial<DeskState> {
  const about = layer === 'note' ? (note?.call ?? null) : layer === 'mark' ? marking : null;
  if (about === null || view.calls.some(({ id }) => id === about)) return {};
  return { layer: 'none', note: null, marking: null };
}

/** The question waits until nobody calls and nothing else is open. */
function awayAfter({ layer, view: before }: DeskState, view: DeskView): Partial<DeskState> {
  if (view.away === undefined) return layer === 'away' ? { layer: 'none' } : {};
  const isNew = before?.away?.since !== view.away.since || before.away.did !== view.away.did;
  const isFree = (of: DeskView | null) => of?.calls.every(({ phase }) => phase === 'ended') ?? false;
  // Asked once: answered here, it may stand for the moment main needs.
  return layer === 'none' && isFree(view) && (isNew || !isFree(before)) ? { layer: 'away' } : {};
}
