import type { DeskRequestName, RequestInput, RequestOutput } from '../../preload/contract/requests.ts';
import type { DialAsked, GlobalKey } from '../../preload/contract/shell.ts';
import type { DeskView, PastCall, RehearsalKind } from '../../preload/contract/views.ts';
import type { FromMain, Wire } from '../../preload/contract/wire.ts';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { Event } from '../base/emitter.ts';
import type { Logger } from '../base/log.ts';
import type { SealedFile } from '../journal/sealed-file.ts';
import type { Secrets, Settings } from '../settings/schema.ts';
import type { LinkOpener } from './context/link-keeper.ts';
import type { ContactSearch } from './transfers/contact-search.ts';

/** The whole application without a screen. A host gives it wires to pages; it gives them views and takes their requests. */
export interface Offhook extends Disposable {
  readonly view: DeskView;
  readonly onDidChangeView: Event<DeskView>;
  /** The finished calls of today, the last one first: what another desk of the same person goes on with. */
  today(): readonly PastCall[];
  start(): void;
  /** Serves one page until its wire closes or the answer is disposed. The page is not trusted: every message is decoded. */
  serve(wire: Wire<FromMain>): Disposable;
  /** What a page may ask, asked by the host: its keys, its tray, its command line. Throws on what does not decode. */
  request<Name extends DeskRequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>>;
  /** How the system took the keys that are to work everywhere; the desk shows it. */
  setGlobalKeys(keys: readonly GlobalKey[]): void;
  /** A number another program hands over: the desk shows it in the dial line, and Enter dials it. */
  askToDial(asked: Omit<DialAsked, 'id'>): void;
  /** A link another program opens that sets desks up: shown, and followed by the person's Enter. False: there is an account. */
  askToSetUp(link: string): boolean;
  /** Hangs up nothing: unregisters, logs off and closes, within `within` ms. */
  stop(within: number): Promise<void>;
}

export interface OffhookOptions {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Logger;
  readonly random: () => number;
  /** The profile's folder, where what the person saves goes; null: there is none. */
  readonly folder: string | null;
  /** Where the calls are noted that a crash must not lose; null: nowhere. */
  readonly journal: SealedFile | null;
  /** Where it is noted which contacts the PBX has of this softphone; left out: nowhere. */
  readonly registered?: SealedFile;
  /** Where people outside are looked for; left out: nowhere. */
  readonly contacts?: ContactSearch;
  /** Calls of today from before; left out: none. */
  readonly today?: readonly PastCall[];
  /** What the host knows of sleep and locked screens; left out: it cannot tell, and the clock does. */
  readonly power?: Event<string>;
  /** What the host knows of the person before it; left out: nothing. */
  readonly person?: Person;
  /** Opens addresses and programs for calls; left out: nothing is opened. */
  readonly opener?: LinkOpener;
  /** Whether callers there are not are tried before anybody calls; left out: no. */
  readonly practises?: boolean;
  /** The demo's practice calls; null outside the demo. */
  readonly rehearsal: Rehearsal | null;
}

/** Whether anybody sits there. */
export interface Person {
  /** The screen is locked or the computer sleeps; the last page of a browser is closed. */
  readonly onDidLeave: Event<'locked' | 'closed'>;
  readonly onDidReturn: Event<void>;
  /** Seconds since anybody touched this computer; 0 where the host cannot tell. */
  idleSeconds(): number;
}

export interface Rehearsal {
  readonly kinds: readonly RehearsalKind[];
  run(kind: RehearsalKind): Promise<void>;
}
