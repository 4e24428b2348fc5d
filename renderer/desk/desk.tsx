import { memo, useEffect, useMemo } from 'react';
import type { CallView, DeskView } from '../../preload/contract/views.ts';
import { ContactsPane } from '../contacts/contacts-pane.tsx';
import { t } from '../i18n/texts.ts';
import { AwayLayer } from './away-layer.tsx';
import { CallStack } from './call-stack.tsx';
import { consultationOf } from './cards.ts';
import { ContextPane } from './context-pane.tsx';
import { DeskProvider, type DeskTools, useAroundState, useDeskState, useStillState } from './desk-context.ts';
import type { DeskControl } from './desk-control.ts';
import { type DeskState, focusedCall } from './desk-state.ts';
import { DialLineBar } from './dial-line-bar.tsx';
import { HistoryLayer } from './history-layer.tsx';
import { KeyLine } from './key-line.tsx';
import { KeySheet } from './key-sheet.tsx';
import { LedgerLayer } from './ledger-layer.tsx';
import { LiveRegions } from './live-regions.tsx';
import { MessagesPane } from './messages-pane.tsx';
import { Palette } from './palette.tsx';
import { ParkedList } from './parked-list.tsx';
import { QueuesLayer } from './queues-layer.tsx';
import { SettingsLater, useSettingsRead } from './settings-later.tsx';
import { StatusStrip } from './status-strip.tsx';
import { TransferPicker } from './transfer-picker.tsx';
import { Toast } from './undo-toast.tsx';
import { useKeyboard } from './use-keyboard.ts';
import { KeymapProvider } from './use-keymap.ts';
import { usePlacesRead } from './use-places-read.ts';
import type { WallClock } from './wall-clock.ts';
import { windowTitle } from './window-title.ts';

export function Desk({ desk, clock }: { readonly desk: DeskControl; readonly clock: WallClock }) {
  const tools = useMemo<DeskTools>(() => ({ desk, clock }), [desk, clock]);
  return (
    <DeskProvider value={tools}>
      <Title />
      <DeskWindow />
    </DeskProvider>
  );
}

function DeskWindow() {
  const state = useStillState();
  const { view } = state;
  const lost = state.connection === 'lost';
  useKeyboard();
  useSettingsRead();
  usePlacesRead(view !== null);
  if (view === null) return <Starting lost={lost} />;
  return (
    <KeymapProvider value={state.keys.keymap}>
      <div
        className="desk"
        data-lost={lost}
        data-layer={state.layer}
        data-ringing={view.calls[0]?.phase === 'ringing'}
        data-pane-note={state.note !== null && state.note.call === paneCallOf(state, view)?.id}
      >
        <Strip />
        <main className="calls">
          <CallStack state={state} view={view} />
          <Toast state={state} />
          <DialLineBar state={state} />
        </main>
        <RightPane />
        <Keys />
        {state.layer === 'palette' && <Palette state={state} />}
        {state.layer === 'keys' && (
          <KeySheet
            missing={view.unavailable ?? []}
            everywhere={view.shell?.globalKeys ?? []}
            listens={view.listens ?? []}
          />
        )}
        {state.layer === 'parked' && <ParkedList list={state.parkedList} parked={view.parked} />}
        {state.layer === 'ledger' && state.ledger !== null && <LedgerLayer ledger={state.ledger} />}
        {state.layer.startsWith('history') && <HistoryLayer history={state.history} view={view} />}
        {state.layer.startsWith('queue') && (
          <QueuesLayer state={state.queues} mine={view.queues ?? null} diversions={view.diversions ?? null} />
        )}
        {state.layer === 'away' && view.away !== undefined && <AwayLayer away={view.away} />}
        {state.layer === 'transfer' && <PickerOfCall />}
        <LiveRegions said={state.said} />
      </div>
    </KeymapProvider>
  );
}

/** A browser draws its own window anew for it, with the processors that are to draw whoever rings: their card comes first. */
const Title = memo(function Title() {
  const { view, connection } = useAroundState();
  const title = windowTitle(view, connection === 'lost');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return null;
});

const Strip = memo(function Strip() {
  const { view } = useAroundState();
  return view === null ? null : <StatusStrip view={view} />;
});

const Keys = memo(function Keys() {
  const state = useAroundState();
  return <KeyLine state={state} call={focusedCall(state)} />;
});

/** What stands beside the calls: what is known of the focused one, or the view that was opened. */
const RightPane = memo(function RightPane() {
  const state = useAroundState();
  const { view } = state;
  if (view === null) return null;
  if (state.layer === 'settings') return <SettingsLater section={state.settings} />;
  if (state.layer === 'messages') return <MessagesPane messages={state.messages} view={view} />;
  if (state.layer === 'contacts') return <ContactsPane first={state.editing} />;
  return <ContextPane call={paneCallOf(state, view)} note={state.layer === 'note' ? state.note : null} />;
});

/** In a consultation it is about the customer. */
function paneCallOf(state: DeskState, view: DeskView): CallView | null {
  const call = focusedCall(state);
  return call === null ? null : (consultationOf(view.calls, call)?.customer ?? call);
}

function PickerOfCall() {
  const { transfer, view } = useDeskState();
  const call = view?.calls.find((each) => each.id === transfer?.call);
  return transfer === null || call === undefined ? null : <TransferPicker picker={transfer} call={call} />;
}

function Starting({ lost }: { readonly lost: boolean }) {
  return (
    <main className="starting">
      <h1 className="starting-title">{lost ? t.link.engineLost : t.starting}</h1>
      <p>{t.startingHint}</p>
    </main>
  );
}
