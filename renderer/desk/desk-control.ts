import type { Bridge, Unsubscribe } from '../../preload/contract/bridge.ts';
import type { ListenHow } from '../../preload/contract/listening.ts';
import type { CallAction, CallId, CallView, DeskView } from '../../preload/contract/views.ts';
import { assertNever } from '../base/assert-never.ts';
import { editingOf } from '../contacts/editing-of.ts';
import { t } from '../i18n/texts.ts';
import { type Guard, guardKey, guardPainted, guardTarget, openGuard } from '../keys/guard.ts';
import { isNoKey, type KeyPress } from '../keys/key-press.ts';
import { type Rebound, rebind } from '../keys/rebind.ts';
import { type LayerKind, type Resolution, resolveKey } from '../keys/resolve-key.ts';
import { KnownPlaces } from '../search/known-places.ts';
import { type AskingAct, type DeskAct, type HistoryAct, isAsking, type MessagesAct, type QueueAct } from './act.ts';
import { announce } from './announce.ts';
import { AskedDials } from './asked-dial.ts';
import { requestCallAction } from './call-request.ts';
import { cardsOf, holderOf, partnerOf } from './cards.ts';
import { type DeskState, emptyPalette, focusedCall, guardTargetOf, type Said } from './desk-state.ts';
import { DeskStore, type Painter, paintsAtOnce } from './desk-store.ts';
import { DialLineControl } from './dial-line.ts';
import { DigitsControl } from './digits-control.ts';
import { Errands } from './errands.ts';
import { FlipGuard } from './flip-guard.ts';
import { type CallFocus, chooseCall, focusAfter, stepFocus } from './focus.ts';
import { type Frame, noFrame } from './frame.ts';
import { HistoryControl } from './history-control.ts';
import { keyStateOf } from './key-state.ts';
import { layersAfter } from './layers-after.ts';
import { LedgerControl } from './ledger-control.ts';
import { MessagesControl } from './messages-control.ts';
import { NoteControl } from './note-control.ts';
import { openLink } from './open-link.ts';
import { failureText } from './outcome-text.ts';
import { PaletteControl } from './palette-control.ts';
import { ParkWarnings } from './park-warnings.ts';
import { ParkedControl } from './parked-control.ts';
import { partyName } from './party-text.ts';
import { PlainAsks } from './plain-asks.ts';
import { QueueControl } from './queue-control.ts';
import { mendOf } from './ring-here.ts';
import { ringingChosen, talkingChosen } from './ringing-chosen.ts';
import { SpentLegs } from './spent-legs.ts';
import { TransferControl } from './transfer-control.ts';

/** How long the first Esc waits for the second. */
const armedMs = 1500;

/** Carries out what the person does: changes the page's own state, or asks main. */
export class DeskControl {
  readonly store: DeskStore;
  readonly places: KnownPlaces;
  readonly #bridge: Bridge;
  readonly #dial: DialLineControl;
  readonly #digits: DigitsControl;
  readonly #palette: PaletteControl;
  readonly #transfer: TransferControl;
  readonly #parked: ParkedControl;
  readonly #ledger: LedgerControl;
  readonly #note: NoteControl;
  readonly #history: HistoryControl;
  readonly #messages: MessagesControl;
  readonly #asks: PlainAsks;
  readonly #queues: QueueControl;
  readonly #errands: Errands;
  readonly #unsubscribe: readonly Unsubscribe[];
  #guard: Guard = openGuard;
  readonly #flips = new FlipGuard();
  #newest = 0;
  readonly #asked: AskedDials;
  readonly #spent = new SpentLegs();
  readonly #parkWarnings = new ParkWarnings((line) => this.#say(line));
  #disarm: ReturnType<typeof setTimeout> | undefined;

  constructor(bridge: Bridge, frame: Frame = noFrame, painter: Painter = paintsAtOnce) {
    this.#bridge = bridge;
    this.store = new DeskStore(painter);
    this.store.set({ zooms: bridge.host === 'electron' });
    this.places = new KnownPlaces(bridge.request);
    this.#dial = new DialLineControl(bridge, this.places, this.store);
    this.#digits = new DigitsControl(bridge, this.store);
    this.#palette = new PaletteControl(bridge, this.places, this.store);
    this.#transfer = new TransferControl(bridge, this.places, this.store);
    this.#parked = new ParkedControl(bridge, this.store);
    this.#ledger = new LedgerControl(bridge, this.store);
    this.#note = new NoteControl(bridge, this.store);
    this.#history = new HistoryControl(bridge, this.store);
    this.#messages = new MessagesControl(bridge, this.store);
    this.#asks = new PlainAsks(bridge, this.store);
    this.#errands = new Errands(bridge, this.store, frame);
    this.#queues = new QueueControl(bridge, this.store, this.#errands);
    this.#asked = new AskedDials(bridge, ({ text, from }) => {
      this.#leaveFor('dial');
      void this.#dial.type(text, from);
    });
    this.#unsubscribe = [
      bridge.onView((view) => this.#show(view)),
      bridge.onConnection((connection) => {
        // Main may have been started anew, and counts its views from the beginning.
        if (connection === 'lost') this.#newest = 0;
        this.store.set({ connection });
      }),
    ];
  }

  dispose(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    clearTimeout(this.#disarm);
    this.#errands.dispose();
    this.#parkWarnings.dispose();
    this.#transfer.dispose();
    this.#dial.dispose();
  }

  /** A card in the shape named by `target` has been painted. Times of paints and keys are on the page's own clock. */
  painted(target: string, at: number): void {
    this.#guard = guardPainted(this.#guard, target, at);
  }

  /** Acts on a key, and says whether the browser may have it. */
  press(press: KeyPress, at: number): Resolution['kind'] {
    const found = resolveKey(keyStateOf(this.store.get(), this.#guard, this.#asked.takesKey(at)), press, at);
    if (!isNoKey(press)) this.#guard = guardKey(this.#guard, at);
    if (found.kind === 'act' && this.#flips.takes(found.act, at)) this.act(found.act, at);
    return found.kind;
  }

  act(act: DeskAct, at = 0): void {
    if (act.type !== 'arm' && this.store.get().armed !== null) this.store.set({ armed: null });
    if (act.type === 'history' || act.type === 'messages' || act.type === 'queues') return this.#inView(act);
    // A press of the mouse has no time of its own.
    if (isAsking(act)) return void this.#actLater(act, at === 0 ? performance.now() : at);
    switch (act.type) {
      case 'call':
        return this.#onCall(act.call, act.action);
      case 'arm':
        if (act.also !== null) this.#onCall(act.call, act.also);
        return this.#arm(act.call, act.action, at);
      case 'focus-call':
        return this.#focus(chooseCall(this.store.get().focus, this.#cards(), act.call));
      case 'step-focus':
        return this.#focus(stepFocus(this.store.get().focus, this.#cards(), act.by));
      case 'open':
        return this.#open(act.layer);
      case 'settings':
        return this.#leaveFor('settings', act.section ?? this.store.get().settings);
      case 'contacts':
        return this.#openContacts(act.edit);
      case 'leave':
        return this.#leave();
      case 'move':
        return this.#move(act.by);
      case 'digit':
        return this.#digits.press(act.digit);
      case 'query':
        return this.#palette.type(act.text);
      case 'run':
        return this.#run(act.entry);
      case 'type-target':
        return this.#transfer.type(act.text);
      case 'select-target':
        return this.#transfer.select(act.row);
      case 'type-note':
        return void this.#note.type(act.text);
      case 'mark':
        return void this.#asks.mark(act.digit);
      case 'slot-digit':
        return this.#parked.digit(act.digit);
      default:
        return assertNever(act, 'act');
    }
  }

  #inView(act: HistoryAct | MessagesAct | QueueAct): void {
    if (act.what === 'open') this.#leaveFor(act.type);
    if (act.type === 'history') void this.#history.act(act);
    else if (act.type === 'messages') void this.#messages.act(act);
    else void this.#queues.act(act);
  }

  /** What is not done at once: main is asked. */
  #actLater(act: AskingAct, at: number): Promise<void> {
    switch (act.type) {
      case 'open-dial':
        this.#leaveFor('dial');
        return act.typed === '' ? Promise.resolve() : this.#dial.append(act.typed);
      case 'type-dial':
        return this.#dial.type(act.text);
      case 'dial':
        return this.#dialNow(act.row, at);
      case 'call-number':
        return this.#asks.callNumber(act.dials);
      case 'call-back':
        return this.#asks.callBack(act.id, act.done);
      case 'send':
        return this.#transfer.send(act.how, at);
      case 'member':
        return this.#asks.onMember(act);
      case 'pick-up':
        return this.#pickUp(act.whom);
      case 'retrieve':
        return this.#parked.retrieve(act.slot);
      case 'ledger':
        this.#leaveFor('none');
        return this.#ledger.open(act.call);
      case 'step-ledger':
        return this.#ledger.step(act.by);
      case 'open-link':
        return openLink(this.#bridge, this.store, act.call, act.label);
      case 'divert':
        return this.#errands.divert(act.wish);
      case 'answer-away':
        if (this.store.get().layer === 'away') this.#leave();
        return this.#errands.answerAway(act.how);
      case 'listen':
        return this.#listen(act.how, act.whom);
      case 'retry':
        return this.#asks.retry(act.links);
      case 'mend-ring':
        return this.#mendRing();
      case 'window':
        return this.#errands.window(act.what);
      case 'save-recording':
        return this.#errands.saveRecording(act.maskNumbers);
      case 'rehearse':
        return this.#errands.rehearse(act.kind);
      default:
        return assertNever(act, 'act');
    }
  }

  async #mendRing(): Promise<void> {
    const { view } = this.store.get();
    const mend = view === null ? null : mendOf(view);
    if (mend?.act === 'microphone') return this.#asks.askForMicrophone();
    if (mend !== null) this.act(mend.act);
  }

  /** The dial line lost the keyboard without being left: what was typed stays. */
  dialBlurred(): void {
    if (this.store.get().layer === 'dial') this.store.set({ layer: 'none' });
  }

  layerBlurred(layer: 'palette' | 'transfer' | 'note'): void {
    if (this.store.get().layer === layer) this.#leave();
  }

  #cards() {
    return cardsOf(this.store.get().view);
  }

  #show(newer: DeskView): void {
    const before = this.store.get();
    if (newer.revision < this.#newest) return;
    this.#newest = newer.revision;
    const view = this.#spent.without(newer);
    const { assertive, polite } = announce(before.view, view);
    const said = { assertive: say(before.said.assertive, assertive), polite: say(before.said.polite, polite) };
    const focus = focusAfter(before.focus, cardsOf(view));
    this.store.show({ ...layersAfter(before, view), view, said, focus, keys: keysAfter(before, view) });
    this.#guard = guardTarget(this.#guard, guardTargetOf(this.store.get()), false);
    void this.#ledger.refresh(before.view, view);
    this.#messages.update(view);
    void this.#queues.refresh(before.view, view);
    this.#parkWarnings.update(view, Date.now());
    this.#asked.update(view, performance.now());
    this.#flips.update(view.calls, performance.now());
  }

  #say(line: string): void {
    const { said } = this.store.get();
    this.store.set({ said: { ...said, polite: say(said.polite, [line]) } });
  }

  #focus(focus: CallFocus): void {
    const { said, layer } = this.store.get();
    this.store.set({ focus });
    if (layer === 'digits' || layer === 'transfer') this.#leave();
    const state = this.store.get();
    const call = focusedCall(state);
    if (call !== null) {
      const polite = say(said.polite, [t.announce.focused(partyName(call.party))]);
      this.store.set({ said: { ...said, polite } });
    }
    this.#guard = guardTarget(this.#guard, guardTargetOf(state), true);
  }

  #onCall(id: CallId, action: CallAction): void {
    const calls = this.store.get().view?.calls ?? [];
    const chosen = calls.find((each) => each.id === id);
    const call = chosen === undefined ? null : holderOf(calls, chosen, action);
    if (call === null) return;
    if (action === 'digits') return this.#digits.open(call.id);
    if (action === 'note') return this.#note.open(call.id);
    if (action === 'mark') return this.store.set({ layer: 'mark', marking: call.id });
    if (action === 'transfer' || action === 'invite') return this.#transfer.open(call.id, action);
    if (action === 'swap') this.#followSwap(calls, call);
    void this.#ask(call, action, requestCallAction(this.#bridge, call, action));
  }

  /** The focus goes where the voice goes. */
  #followSwap(calls: readonly CallView[], call: CallView): void {
    const heard = [call, partnerOf(calls, call)].find((each) => each?.phase === 'held');
    if (heard?.id !== undefined) this.#focus(chooseCall(this.store.get().focus, this.#cards(), heard.id));
  }

  /** Refusals come back with the view and stand on the card; only what main has no card for is told from here. */
  async #ask(call: CallView, action: CallAction, asked: ReturnType<typeof requestCallAction>): Promise<void> {
    this.store.set({ cardNotice: null });
    const reply = await asked;
    if (reply?.ok === true && reply.value.outcome === 'parked') return this.#isParked(call, reply.value.slot);
    if (reply === null || (reply.ok && action !== 'redial')) return;
    const failure = failureText(reply);
    if (failure === null) return;
    const text = t.call.refused(t.call.refusedAction[action], failure);
    this.store.set({ cardNotice: { call: call.id, text } });
  }

  #isParked(call: CallView, slot: string): void {
    const { said, parkedAs } = this.store.get();
    const line = t.announce.parked(slot.split('').join(' '), partyName(call.party));
    this.store.set({
      parkedAs: [...parkedAs.slice(-20), { call: call.id, slot }],
      said: { ...said, assertive: say(said.assertive, [line]) },
    });
  }

  #arm(call: CallId, action: CallAction, at: number): void {
    clearTimeout(this.#disarm);
    this.store.set({ armed: { call, action, until: at + armedMs } });
    this.#disarm = setTimeout(() => this.store.set({ armed: null }), armedMs);
  }

  #open(layer: 'palette' | 'keys' | 'parked'): void {
    this.#leaveFor(layer);
    if (layer === 'parked') this.#parked.open();
    if (layer === 'palette') this.store.set({ palette: emptyPalette });
  }

  /** One layer at a time. What was typed into the dial line stays when another layer opens over it. */
  #leaveFor(layer: LayerKind, settings = this.store.get().settings): void {
    if (this.store.get().layer === 'transfer') this.#transfer.close();
    this.store.set({ layer, settings, digits: null, ledger: null, note: null, marking: null });
  }

  #leave(): void {
    if (this.store.get().layer === 'dial') this.#dial.clear();
    if (this.store.get().layer === 'messages') void this.#messages.leave();
    this.#leaveFor('none');
  }

  #openContacts(edit: boolean): void {
    const editing = edit ? editingOf(focusedCall(this.store.get())) : null;
    if (edit && editing === null) return;
    this.#leaveFor('contacts');
    this.store.set({ editing });
  }

  #move(by: 1 | -1): void {
    const { layer } = this.store.get();
    if (layer === 'palette') this.#palette.move(by);
    if (layer === 'transfer') this.#transfer.move(by);
    if (layer === 'dial') this.#dial.move(by);
    if (layer === 'parked') this.#parked.move(by);
    if (layer === 'history') this.#history.move(by);
    if (layer === 'messages') this.#messages.move(by);
    if (layer === 'queues') this.#queues.move(by);
  }

  #run(entry: string | null): void {
    const act = this.#palette.chosen(entry);
    if (act === null) return;
    this.store.set({ layer: 'none' });
    this.act(act);
  }

  async #dialNow(row: number | null, at: number): Promise<void> {
    if ((await this.#dial.dial(row, at)) && this.store.get().layer === 'dial') this.store.set({ layer: 'none' });
  }

  #listen(how: ListenHow, whom: Extract<AskingAct, { type: 'listen' }>['whom']): Promise<void> {
    const state = this.store.get();
    const dials = whom === 'chosen' ? talkingChosen(state) : whom.dials;
    if (dials === null || state.view?.listens?.includes(how) !== true) return Promise.resolve();
    if (whom === 'chosen') this.#leave();
    return this.#asks.listenTo(dials, how);
  }

  #pickUp(whom: 'chosen' | { readonly dials: string | null }): Promise<void> {
    const dials = whom === 'chosen' ? ringingChosen(this.store.get()) : whom.dials;
    if (whom === 'chosen' && dials === null) return Promise.resolve();
    if (whom === 'chosen') this.#leave();
    return this.#asks.pickUp(dials);
  }
}

const say = (before: Said, lines: readonly string[]): Said =>
  lines.length === 0 ? before : { text: lines.join('. '), count: before.count + 1 };

/** The settings' keys seldom change; the map is made anew only then. */
const keysAfter = ({ view: before, keys }: DeskState, { keys: wanted = {} }: DeskView): Rebound =>
  JSON.stringify(before?.keys ?? {}) === JSON.stringify(wanted) ? keys : rebind(wanted);
