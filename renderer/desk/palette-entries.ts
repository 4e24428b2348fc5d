import type { ListenHow } from '../../preload/contract/listening.ts';
import type { CallAction, CallView, DeskView } from '../../preload/contract/views.ts';
import { editingOf } from '../contacts/editing-of.ts';
import { t } from '../i18n/texts.ts';
import { capsOfCall, capsOfDesk, type Keymap } from '../keys/keymap.ts';
import type { Target } from '../search/target.ts';
import { sectionIcons, sectionNames } from '../settings/sections.ts';
import { escCancels } from './card-actions.ts';
import { canOf, cardsOf } from './cards.ts';
import { type DeskState, focusedCall } from './desk-state.ts';
import { diversionEntries } from './diversion-entries.ts';
import { type FuzzyMatch, fuzzyMatch } from './fuzzy.ts';
import { callsWithLedger } from './ledger-control.ts';
import { linkTroubles } from './link-trouble.ts';
import { deskEntry, type PaletteEntry, type PaletteSection } from './palette-entry.ts';
import { parkedRows } from './parked.ts';
import { partyName } from './party-text.ts';
import { queueEntries } from './queue-entries.ts';
import { canBeListenedTo } from './ringing-chosen.ts';
import { targetName } from './target-text.ts';

export interface PaletteRow extends PaletteEntry {
  readonly ranges: FuzzyMatch['ranges'];
}

/** The commands that can be given now and match the query: the best section first, the best command first within it. */
export function paletteRows(state: DeskState): readonly PaletteRow[] {
  const matches = entries(state).flatMap((entry) => {
    const match = fuzzyMatch(state.palette.query, entry.label);
    return match === null ? [] : [{ entry, match }];
  });
  // Scattered letters count only when nothing holds what was typed in one piece.
  const whole = matches.filter(({ match }) => match.whole);
  const found = (whole.length > 0 ? whole : matches).toSorted((a, b) => b.match.score - a.match.score);
  const sections = new Set<PaletteSection>(found.map(({ entry }) => entry.section));
  const commands = [...(state.palette.query.trim() === '' ? sectionOrder : sections)].flatMap((section) =>
    found
      .filter(({ entry }) => entry.section === section)
      .map(({ entry, match }) => ({ ...entry, ranges: match.ranges })),
  );
  // Last, because they are found later: what stands above must not move under the key.
  const listens = state.view?.listens ?? [];
  return [
    ...commands,
    ...state.palette.people.flatMap((target) => [personRow(target), ...listenRows(target, listens)]),
  ];
}

const personRow = (target: Target): PaletteRow => ({
  id: `call-${target.kind}-${target.dials}`,
  section: 'people',
  icon: 'phone',
  label: targetName(target),
  detail: target.name === null ? null : target.number.display,
  caps: [],
  act: { type: 'call-number', dials: target.dials },
  ranges: target.name === null ? [] : target.matched,
});

/** Their call, while they are on one. */
const listenRows = (target: Target, listens: readonly ListenHow[]): readonly PaletteRow[] =>
  !canBeListenedTo(target)
    ? []
    : listens.map((how) => ({
        id: `${how}-${target.dials}`,
        section: 'people',
        icon: 'headphones',
        label: t.listening.to[how](targetName(target)),
        detail: null,
        caps: [],
        act: { type: 'listen', how, whom: { dials: target.dials } },
        ranges: [],
      }));

export const sectionsOf = (rows: readonly PaletteRow[]): readonly PaletteSection[] => [
  ...new Set(rows.map((row) => row.section)),
];

const sectionOrder: readonly PaletteSection[] = ['call', 'desk', 'rehearse'];

function entries(state: DeskState): readonly PaletteEntry[] {
  const call = focusedCall(state);
  const view = state.view;
  const { keymap } = state.keys;
  if (view === null) return [];
  return [
    ...(call === null
      ? []
      : [...callEntries(keymap, view.calls, call), ...memberEntries(call), ...missingEntries(view, call)]),
    ...deskEntries(state, view, call),
    ...diversionEntries(view.diversions, state.palette.query),
    ...rehearsalEntries(view),
  ];
}

const callEntries = (keymap: Keymap, calls: readonly CallView[], call: CallView): readonly PaletteEntry[] =>
  canOf(calls, call).map((action) => ({
    id: action,
    section: 'call',
    icon: action === 'park' ? 'parking' : action === 'transfer' ? 'transfer' : 'phone',
    label: callLabel(call, action),
    detail: partyName(call.party),
    caps: action === 'hangUp' && escCancels(call) ? [] : capsOfCall(keymap, action),
    act: { type: 'call', call: call.id, action },
  }));

/** What can be done with each of the others in a conference. */
const memberEntries = (call: CallView): readonly PaletteEntry[] =>
  (call.members ?? []).flatMap(({ me, member, party, muted }) =>
    me
      ? []
      : ([muted ? 'unmute' : 'mute', 'remove'] as const).map((what) => ({
          id: `${what}-${member}`,
          section: 'call',
          icon: 'people',
          label: t.conference.acts[what](partyName(party)),
          detail: null,
          caps: [],
          act: { type: 'member', call: call.id, member, what },
        })),
  );

/** What would be offered here if it were set up: choosing it shows the keys, where the reason stands. */
const missingEntries = (view: DeskView, call: CallView): readonly PaletteEntry[] =>
  (view.unavailable ?? []).flatMap(({ action, why }) =>
    call.pair?.kind !== 'consult'
      ? []
      : {
          id: `missing-${action}`,
          section: 'call',
          icon: 'triangle',
          label: t.palette.callAction[action],
          detail: t.palette.cannot(t.unavailable.why[why]),
          caps: [],
          act: { type: 'open', layer: 'keys' },
        },
  );

const callLabel = (call: CallView, action: CallAction): string =>
  action === 'redial' && call.direction === 'in' ? t.call.callBack : t.palette.callAction[action];

function deskEntries(
  { keys: { keymap }, zooms }: DeskState,
  view: DeskView,
  focused: CallView | null,
): readonly PaletteEntry[] {
  const others = cardsOf(view).flatMap((call, index) => (call.id === focused?.id ? [] : [{ call, index }]));
  return [
    {
      ...deskEntry('dial', t.palette.dial, { type: 'open-dial', typed: '' }),
      caps: capsOfDesk(keymap, 'dial'),
    },
    ...others.map(({ call, index }) => ({
      ...deskEntry(`go-${call.id}`, t.palette.goTo(partyName(call.party)), { type: 'focus-call', call: call.id }),
      detail: t.call.phases[call.phase],
      caps: index < 9 ? [`Alt+${index + 1}`] : [],
    })),
    ...parkedEntries(keymap, view),
    ...(view.callBacks ?? []).slice(0, 5).map(({ id, party, note }) => ({
      ...deskEntry(`call-back-${id}`, t.history.due(partyName(party)), { type: 'call-back', id, done: false }),
      detail: note === '' ? null : note,
    })),
    ...pickUpEntries(view),
    ...linkTroubles(view.links).map(({ link }) =>
      deskEntry(`retry-${link}`, t.palette.retry(t.link.names[link]), { type: 'retry', links: [link] }),
    ),
    ...ledgerEntries(keymap, view, focused),
    ...bookEntries(keymap, focused),
    ...queueEntries(keymap, view),
    ...[false, true].map((maskNumbers) => ({
      ...deskEntry(`record-${maskNumbers}`, maskNumbers ? t.palette.recordMasked : t.palette.record, {
        type: 'save-recording',
        maskNumbers,
      }),
      detail: t.palette.recordDetail,
    })),
    ...setupEntries(keymap, zooms),
  ];
}

/** What is kept: past calls, messages, contacts. */
const bookEntries = (keymap: Keymap, focused: CallView | null): readonly PaletteEntry[] => [
  {
    ...deskEntry('history', t.history.palette, { type: 'history', what: 'open' }),
    icon: 'search',
    caps: capsOfDesk(keymap, 'history'),
  },
  {
    ...deskEntry('messages', t.messages.palette, { type: 'messages', what: 'open' }),
    icon: 'voicemail',
    caps: capsOfDesk(keymap, 'messages'),
  },
  {
    ...deskEntry('contacts', t.contacts.palette, { type: 'contacts', edit: false }),
    icon: 'person',
    caps: capsOfDesk(keymap, 'contacts'),
  },
  ...(focused !== null && editingOf(focused) !== null
    ? [
        {
          ...deskEntry('edit-contact', t.contacts.editPalette, { type: 'contacts', edit: true } as const),
          icon: 'person' as const,
          detail: partyName(focused.party),
          caps: capsOfDesk(keymap, 'editContact'),
        },
      ]
    : []),
];

const setupEntries = (keymap: Keymap, zooms: boolean): readonly PaletteEntry[] => [
  ...settingsEntries(keymap),
  ...windowEntries(keymap, zooms),
  { ...deskEntry('keys', t.palette.keys, { type: 'open', layer: 'keys' }), caps: capsOfDesk(keymap, 'keys') },
];

/** A browser zooms by keys of its own. */
const windowEntries = (keymap: Keymap, zooms: boolean): readonly PaletteEntry[] =>
  (['reshape', ...(zooms ? (['zoomIn', 'zoomOut', 'zoomReset'] as const) : [])] as const).map((what) => ({
    ...deskEntry(what, t.palette[what], { type: 'window', what }),
    caps: capsOfDesk(keymap, what),
  }));

const settingsEntries = (keymap: Keymap): readonly PaletteEntry[] =>
  sectionNames.map((section, index) => ({
    ...deskEntry(`settings-${section}`, t.palette.settings(t.settings.sections[section]), {
      type: 'settings',
      section,
    }),
    icon: sectionIcons[section],
    caps: index === 0 ? capsOfDesk(keymap, 'settings') : [],
  }));

function ledgerEntries(keymap: Keymap, view: DeskView, focused: CallView | null): readonly PaletteEntry[] {
  const [of] = callsWithLedger(view);
  if (of === undefined) return [];
  const label = focused === null ? t.palette.ledgerOfLast : t.palette.ledger;
  return [
    {
      ...deskEntry('ledger', label, { type: 'ledger', call: null }),
      icon: 'pulse',
      detail: partyName(focused?.party ?? of.party),
      caps: capsOfDesk(keymap, 'ledger'),
    },
  ];
}

function parkedEntries(keymap: Keymap, view: DeskView): readonly PaletteEntry[] {
  const rows = parkedRows(view.parked ?? []);
  return [
    {
      ...deskEntry('parked', t.palette.parked, { type: 'open', layer: 'parked' }),
      icon: 'parking',
      detail: rows.length === 0 ? null : t.palette.waiting(rows.length),
      caps: capsOfDesk(keymap, 'parked'),
    },
    ...rows.map(({ slot, party }) => ({
      ...deskEntry(`retrieve-${slot}`, t.palette.retrieve(slot), { type: 'retrieve', slot }),
      detail: partyName(party),
    })),
  ];
}

function pickUpEntries(view: DeskView): readonly PaletteEntry[] {
  if (view.links.sip.state !== 'up') return [];
  const colleagues = (view.ringingColleagues ?? []).map(({ name, dials }) => ({
    ...deskEntry(`pick-up-${dials}`, t.pickUp.from(name), { type: 'pick-up', whom: { dials } }),
    detail: name === dials ? null : dials,
  }));
  return [...colleagues, deskEntry('pick-up-group', t.pickUp.group, { type: 'pick-up', whom: { dials: null } })];
}

const rehearsalEntries = (view: DeskView): readonly PaletteEntry[] =>
  view.rehearsals.map((kind) => ({
    id: `rehearse-${kind}`,
    section: 'rehearse',
    icon: 'flask',
    label: t.rehearsals[kind],
    detail: null,
    caps: [],
    act: { type: 'rehearse', kind },
  }));
