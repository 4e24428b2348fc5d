import type { Bridge, Unsubscribe } from '../../preload/contract/bridge.ts';
import type { CallAction, CallId, CallView, DeskView, LinkName, RehearsalKind } from '../../preload/contract/views.ts';
import { assertNever } from '../base/assert-never.ts';
import { t } from '../i18n/en.ts';
import { type Guard, guardKey, guardPainted, guardTarget, openGuard } from '../keys/guard.ts';
import { isNoKey, type KeyPress } from '../keys/key-press.ts';
import { type Resolution, resolveKey } from '../keys/resolve-key.ts';
import type { DeskAct } from './act.ts';
import { announce } from './announce.ts';
import { requestCallAction } from './call-request.ts';
import { type DeskState, focusedCall, guardTargetOf, type Said } from './desk-state.ts';
import { DeskStore } from './desk-store.ts';
import { DialLineControl } from './dial-line.ts';
import { DigitsControl } from './digits-control.ts';
import { type CallFocus, chooseCall, focusAfter, stepFocus } from './focus.ts';
import { failureText } from './outcome-text.ts';
import { paletteRows } from './palette-entries.ts';
import { partyName } from './party-text.ts';

/** How long the first Esc waits for the second. */
const armedMs = 1500;
const toastMs = 4000;

/** Carries out what the person does: changes the page's own state, or asks main. */
export class DeskControl {
  readonly store = new DeskStore();
  readonly #bridge: Bridge;
  readonly #dial: DialLineControl;
  readonly #digits: DigitsControl;
  readonly #unsubscribe: readonly Unsubscribe[];
  #guard: Guard = openGuard;
  #newest = 0;
  #disarm: ReturnType<typeof setTimeout> | undefined;
  #untoast: ReturnType<typeof setTimeout> | undefined;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.#dial = new DialLineControl(bridge, this.store);
    this.#digits = new DigitsControl(bridge, this.store);
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
    clearTimeout(this.#untoast);
  }

  /** A card in the shape named by `target` has been painted. Times of paints and keys are on the page's own clock. */
  painted(target: string, at: number): void {
    this.#guard = guardPainted(this.#guard, target, at);
  }

  /** Acts on a key, and says whether the browser may have it. */
  press(press: KeyPress, at: number): Resolution['kind'] {
    const state = this.store.get();
    const focused = focusedCall(state);
    const order = state.view?.calls.map((call) => call.id) ?? [];
    const found = resolveKey({ layer: state.layer, focused, order, armed: state.armed, guard: this.#guard }, press, at);
    if (!isNoKey(press)) this.#guard = guardKey(this.#guard, at);
    if (found.kind === 'act') this.act(found.act, at);
    return found.kind;
  }

  act(act: DeskAct, at = 0): void {
    if (act.type !== 'arm' && this.store.get().armed !== null) this.store.set({ armed: null });
    switch (act.type) {
      case 'call':
        return this.#onCall(act.call, act.action);
      case 'arm':
        if (act.also !== null) this.#onCall(act.call, act.also);
        return this.#arm(act.call, act.action, at);
      case 'focus-call':
        return this.#focus(chooseCall(this.store.get().focus, this.#calls(), act.call));
      case 'step-focus':
        return this.#focus(stepFocus(this.store.get().focus, this.#calls(), act.by));
      case 'open':
        return this.store.set({ layer: act.layer, palette: { query: '', selected: 0 } });
      case 'open-dial':
        this.store.set({ layer: 'dial' });
        if (act.typed !== '') void this.#dial.append(act.typed);
        return;
      case 'leave':
        return this.#leave();
      case 'type-dial':
        void this.#dial.type(act.text);
        return;
      case 'dial':
        void this.#dialNow();
        return;
      case 'digit':
        return this.#digits.press(act.digit);
      case 'query':
        return this.store.set({ palette: { query: act.text, selected: 0 } });
      case 'move':
        return this.#movePalette(act.by);
      case 'run':
        return this.#run(act.entry);
      case 'retry':
        void this.#retry(act.links);
        return;
      case 'rehearse':
        void this.#rehearse(act.kind);
        return;
      default:
        assertNever(act, 'act');
    }
  }

  /** The dial line lost the keyboard without being left: what was typed stays. */
  dialBlurred(): void {
    if (this.store.get().layer === 'dial') this.store.set({ layer: 'none' });
  }

  paletteBlurred(): void {
    if (this.store.get().layer === 'palette') this.store.set({ layer: 'none' });
  }

  #calls() {
    return this.store.get().view?.calls ?? [];
  }

  #show(view: DeskView): void {
    const before = this.store.get();
    if (view.revision < this.#newest) return;
    this.#newest = view.revision;
    const { assertive, polite } = announce(before.view, view);
    const said = { assertive: say(before.said.assertive, assertive), polite: say(before.said.polite, polite) };
    const focus = focusAfter(before.focus, view.calls);
    this.store.set({ view, said, focus, ...digitsAfter(before, view) });
    this.#guard = guardTarget(this.#guard, guardTargetOf(this.store.get()), false);
  }

  #focus(focus: CallFocus): void {
    const { said, layer } = this.store.get();
    this.store.set({ focus, ...(layer === 'digits' ? { layer: 'none', digits: null } : {}) });
    const state = this.store.get();
    const call = focusedCall(state);
    if (call !== null) {
      const polite = say(said.polite, [t.announce.focused(partyName(call.party))]);
      this.store.set({ said: { ...said, polite } });
    }
    this.#guard = guardTarget(this.#guard, guardTargetOf(state), true);
  }

  #onCall(id: CallId, action: CallAction): void {
    const call = this.#calls().find((each) => each.id === id);
    if (call === undefined || !call.can.includes(action)) return;
    if (action === 'digits') return this.#digits.open(id);
    if (action === 'transfer') return;
    void this.#ask(call, action, requestCallAction(this.#bridge, call, action));
  }

  /** Refusals come back with the view and stand on the card; only what main has no card for is told from here. */
  async #ask(call: CallView, action: CallAction, asked: ReturnType<typeof requestCallAction>): Promise<void> {
    this.store.set({ cardNotice: null });
    const reply = await asked;
    if (reply === null || (reply.ok && action !== 'redial')) return;
    const failure = failureText(reply);
    if (failure === null) return;
    const text = t.call.refused(t.call.refusedAction[action], failure);
    this.store.set({ cardNotice: { call: call.id, text } });
  }

  #arm(call: CallId, action: CallAction, at: number): void {
    clearTimeout(this.#disarm);
    this.store.set({ armed: { call, action, until: at + armedMs } });
    this.#disarm = setTimeout(() => this.store.set({ armed: null }), armedMs);
  }

  #leave(): void {
    const { layer } = this.store.get();
    if (layer === 'dial') this.#dial.clear();
    this.store.set({ layer: 'none', ...(layer === 'digits' ? { digits: null } : {}) });
  }

  async #dialNow(): Promise<void> {
    if ((await this.#dial.dial()) && this.store.get().layer === 'dial') this.store.set({ layer: 'none' });
  }

  #movePalette(by: 1 | -1): void {
    const state = this.store.get();
    const count = paletteRows(state).length;
    if (count === 0) return;
    const selected = (state.palette.selected + by + count) % count;
    this.store.set({ palette: { ...state.palette, selected } });
  }

  #run(entry: string | null): void {
    const state: DeskState = this.store.get();
    const rows = paletteRows(state);
    const row = entry === null ? rows[state.palette.selected] : rows.find((each) => each.id === entry);
    if (row === undefined) return;
    this.store.set({ layer: 'none' });
    this.act(row.act);
  }

  async #retry(links: readonly LinkName[]): Promise<void> {
    for (const link of links) {
      const failure = failureText(await this.#bridge.request.retryLink({ link }));
      this.store.set({ notice: failure === null ? null : t.retryRefused(failure) });
    }
  }

  async #rehearse(kind: RehearsalKind): Promise<void> {
    const failure = failureText(await this.#bridge.request.rehearse({ kind }));
    if (failure !== null) return this.store.set({ notice: t.rehearsalRefused(failure) });
    clearTimeout(this.#untoast);
    const { said } = this.store.get();
    const toast = t.rehearsalStarted[kind];
    this.store.set({ notice: null, toast, said: { ...said, polite: say(said.polite, [toast]) } });
    this.#untoast = setTimeout(() => this.store.set({ toast: null }), toastMs);
  }
}

const say = (before: Said, lines: readonly string[]): Said =>
  lines.length === 0 ? before : { text: lines.join('. '), count: before.count + 1 };

/** Digits mode ends when its call ends or is put on hold: digits typed for the next call must not go to it. */
function digitsAfter({ digits, layer }: DeskState, view: DeskView): Partial<DeskState> {
  if (
    digits === null ||
    view.calls.some((call) => call.id === digits.call && call.phase !== 'ended' && call.phase !== 'held')
  )
    return {};
  return { digits: null, ...(layer === 'digits' ? { layer: 'none' } : {}) };
}
