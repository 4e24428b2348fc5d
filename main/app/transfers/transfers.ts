import type { Outcome } from '../../../preload/contract/requests.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { SipCallId } from '../../base/ids.ts';
import type { Call, CallKey } from '../../calls/call.ts';
import { callOfDialog, findSoftphoneCall } from '../../calls/select-calls.ts';
import type { MediaPort } from '../../sip/media-port.ts';
import { Listening } from '../agent/listening.ts';
import { myDevices } from '../agent/my-place.ts';
import type { Pbx } from '../connect-pbx.ts';
import type { DeskModel } from '../desk-model.ts';
import type { OffhookOptions } from '../offhook.ts';
import { QueueWatch } from '../queue-watch.ts';
import { RecordCommands } from '../recording/record-commands.ts';
import { refused } from '../refusals.ts';
import type { RequestHandlers } from '../serve-page.ts';
import { endpointOf } from '../translate/endpoint-of.ts';
import { AmiRights } from './ami-rights.ts';
import { AmiRoad } from './ami-road.ts';
import { type Arrangement, Arrangements } from './arrangements.ts';
import { ByRoad } from './by-road.ts';
import { CallWork } from './call-work.ts';
import { ConferenceCommands } from './conference-commands.ts';
import { ConferenceRooms } from './conference-rooms.ts';
import { DeviceWatch } from './device-watch.ts';
import { DialogWatch } from './dialog-watch.ts';
import { Directory } from './directory.ts';
import type { HandOverOptions } from './hand-over.ts';
import { LocalMix } from './local-mix.ts';
import { myLegs } from './my-leg.ts';
import { NoteCarrier } from './note-carrier.ts';
import { NoteReader } from './note-reader.ts';
import { Notes } from './notes.ts';
import { ParkCommands, type ParkCommandsOptions, type ParkOutcome } from './park-commands.ts';
import { ParkingLots } from './parking-lots.ts';
import { RestoredPairs } from './restored-pairs.ts';
import { Surroundings } from './surroundings.ts';
import { TakeCommands } from './take-commands.ts';
import { TransferCommands } from './transfer-commands.ts';

type Handled =
  | 'places'
  | 'findOutside'
  | 'transfer'
  | 'consult'
  | 'toVoicemail'
  | 'complete'
  | 'swap'
  | 'cancelConsult'
  | 'takeBack'
  | 'park'
  | 'retrieve'
  | 'conference'
  | 'mix'
  | 'mute'
  | 'muteMember'
  | 'removeMember'
  | 'pickUp'
  | 'bringHere'
  | 'moveToPhone'
  | 'backToQueue'
  | 'setNote'
  | 'hangUp'
  | 'record'
  | 'pauseRecording'
  | 'resumeRecording'
  | 'stopRecording';

/** How long AMI may be behind SIP, ms. The page shows no card of such a leg meanwhile. */
const lateNews = 2000;

/** Everything that moves callers: what is known of pairs, parking and colleagues, and the commands upon them. */
export class Transfers implements Disposable {
  readonly surroundings: Surroundings;
  /** What AMI tells of queues, and what it lets this desk do. */
  readonly queues: QueueWatch;
  readonly rights: AmiRights;
  readonly listening: Listening;
  readonly #arrangements = new Arrangements();
  readonly #open = new DisposableStore();
  readonly #lots: ParkingLots;
  readonly #directory: Directory;
  readonly #conferences: ConferenceRooms;
  readonly #notes = new Notes();
  readonly #options: OffhookOptions;
  readonly #pbx: Pbx;
  readonly #media: Pick<MediaPort, 'mix'>;
  #restored: RestoredPairs | null = null;

  constructor(options: OffhookOptions, pbx: Pbx, media: Pick<MediaPort, 'mix'>) {
    const { settings, clock, log, contacts = null } = options;
    const { ami } = pbx;
    const endpoint = `PJSIP/${settings.sip.username}`;
    this.#options = options;
    this.#pbx = pbx;
    this.#media = media;
    const { country } = settings.numbers;
    const queues = this.#open.add(new QueueWatch({ ami, mine: myDevices(settings), clock, log: log.child('queues') }));
    this.queues = queues;
    const devices = this.#open.add(new DeviceWatch({ ami, clock, log: log.child('devices') }));
    this.#directory = this.#open.add(
      new Directory({ ami, queues, devices, settings, contacts, clock, log: log.child('directory') }),
    );
    this.#lots = this.#open.add(
      new ParkingLots({
        ...{ ami, endpoint, country, clock, log: log.child('parking') },
        notes: this.#notes,
        extension: settings.agent.extension,
        isOffline: (device) => this.#directory.isOffline(device),
      }),
    );
    this.#conferences = this.#open.add(new ConferenceRooms({ ami, endpoint, country }));
    this.rights = this.#open.add(new AmiRights(ami, log.child('rights')));
    this.listening = new Listening({ settings, rights: this.rights, ari: pbx.ari });
    this.surroundings = new Surroundings({
      arrangements: this.#arrangements,
      lots: this.#lots,
      conferences: this.#conferences,
      rights: this.rights,
      directory: this.#directory,
      listening: this.listening,
      notes: this.#notes,
      conferencePrefix: settings.dialplan.conference,
      recordCode: settings.dialplan.record,
      country,
    });
  }

  /** The phones that ring as that extension. */
  devicesAt(extension: string): readonly string[] {
    return this.#directory.devicesAt(extension);
  }

  /** What `call` allows now, pairs and parking included. */
  permitted(call: Call, model: DeskModel): ReturnType<Surroundings['actionsOf']> {
    return this.surroundings.actionsOf(call, model.means, model.calls);
  }

  /** To be asked for after the model hears of dialogs, so that it never knows less than the commands. */
  handlers(model: DeskModel, plain: PlainCommands): Pick<RequestHandlers, Handled> {
    const shared = this.#shared(model);
    const road = this.#road(model);
    const parking = this.#parking(model, shared, road);
    const carrier = this.#carrier(model, road);
    const transfers = this.#transfers(shared);
    const mix = this.#open.add(new LocalMix({ ...shared, media: this.#media, log: this.#options.log.child('mix') }));
    this.#restored = new RestoredPairs({ ...shared, transfers, mix });
    return {
      ...this.#movers(model, shared, { road, parking, carrier, transfers, hangUp: (call) => plain.hangUp(call) }),
      ...this.#conferencing(shared),
      ...this.#mixing(mix, plain),
      ...this.#takers(model, shared),
      ...this.#recorders(model, shared, road),
    };
  }

  get onDidChangePairs(): Arrangements['onDidChange'] {
    return this.#arrangements.onDidChange;
  }

  get pairs(): readonly Arrangement[] {
    return this.#arrangements.all;
  }

  /** What an Offhook before this one had under way; to be called once the phone has told of the calls that were left. */
  goOn(pairs: readonly Arrangement[]): void {
    this.#restored?.goOn(pairs);
  }

  #shared(model: DeskModel): Shared {
    const { clock } = this.#options;
    const base = {
      phone: this.#pbx.phone,
      clock,
      arrangements: this.#arrangements,
      operations: model.operations,
      watch: this.#open.add(new DialogWatch(this.#pbx.phone, clock)),
      calls: () => model.calls,
      permitted: (call: Call) => this.permitted(call, model),
      isWith: (dialog: SipCallId, endpoint: string) => this.#isWith(dialog, endpoint),
      underWay: new Set<CallKey>(),
      dismiss: (dialog: SipCallId) => {
        // Not at once: AMI may tell of a leg that was refused when SIP has long forgotten it, and would make a card of it.
        clock.after(lateNews, () => {
          const call = callOfDialog(model.calls, dialog);
          if (call !== null) model.apply({ kind: 'dismissed', at: clock.now(), call: call.key });
        });
      },
    };
    return { ...base, work: new CallWork(base) };
  }

  #road(model: DeskModel): AmiRoad {
    const { clock, settings } = this.#options;
    return new AmiRoad({
      ami: this.#pbx.ami,
      rights: this.rights,
      endpoint: `PJSIP/${settings.sip.username}`,
      clock,
      means: () => model.means,
      release: (dialog) => this.#pbx.phone.hangUp(dialog),
      carrierOf: (dialog) => this.#pbx.phone.carrierOf(dialog),
      context: settings.dialplan.context,
    });
  }

  #parking(model: DeskModel, shared: Shared, road: AmiRoad): ParkCommands {
    const { settings } = this.#options;
    return new ParkCommands({
      ...shared,
      ami: this.#pbx.ami,
      road,
      lots: this.#lots,
      endpoint: `PJSIP/${settings.sip.username}`,
      extension: settings.dialplan.park,
      means: () => model.means,
    });
  }

  #movers(model: DeskModel, shared: Shared, parts: MoverParts) {
    const { parking, carrier, transfers } = parts;
    const byRoad = this.#byRoad(shared, parts);
    const noted =
      <Input extends { readonly call: string }>(move: (input: Input) => Promise<Outcome>) =>
      async (input: Input): Promise<Outcome> => {
        await carrier.flush(key(input.call));
        return move(input);
      };
    return {
      places: ({ since }) => this.#directory.places.news(since, model.view.today),
      findOutside: ({ text }) => this.#directory.places.findOutside(text),
      transfer: noted(({ call, dials }) => byRoad.transfer(key(call), dials)),
      consult: noted(({ call, dials }) => transfers.consult(key(call), dials)),
      toVoicemail: noted(({ call, dials }) => byRoad.toVoicemail(key(call), dials)),
      moveToPhone: noted(({ call }) => byRoad.moveToPhone(key(call))),
      backToQueue: noted(({ call }) => byRoad.backToQueue(key(call))),
      hangUp: ({ call }) => byRoad.hangUp(key(call)),
      complete: ({ call }) => transfers.complete(key(call)),
      swap: ({ call }) => transfers.swap(key(call)),
      cancelConsult: ({ call }) => transfers.cancelConsult(key(call)),
      takeBack: ({ call }) => this.#fetch(key(call), model, parking) ?? transfers.takeBack(key(call)),
      park: ({ call, tell }) => this.#park(parts, key(call), tell ?? null),
      setNote: ({ call, text }) => carrier.write(key(call), text),
      retrieve: ({ slot }) => parking.retrieve(slot),
    } satisfies Partial<RequestHandlers>;
  }

  /** Whom they wait for is written before they wait: every desk reads it as they come into their slot. */
  async #park({ parking, carrier }: MoverParts, call: CallKey, tell: string | null): Promise<ParkOutcome> {
    await carrier.carry(call, tell);
    return parking.park(call);
  }

  #carrier(model: DeskModel, road: AmiRoad): NoteCarrier {
    const { clock, log, settings } = this.#options;
    const { ami } = this.#pbx;
    const calls = () => model.calls;
    const shared = { clock, calls, notes: this.#notes };
    if (ami !== null) {
      const { onDidChangeView: onDidChangeCalls } = model;
      this.#open.add(new NoteReader({ ...shared, ami, lots: this.#lots, onDidChangeCalls }));
    }
    return this.#open.add(
      new NoteCarrier({
        ...shared,
        ami,
        road,
        rights: this.rights,
        endpoint: `PJSIP/${settings.sip.username}`,
        carrierOf: (dialog) => this.#pbx.phone.carrierOf(dialog),
        arrangements: this.#arrangements,
        name: settings.agent.name,
        log: log.child('notes'),
      }),
    );
  }

  #transfers(shared: Shared): TransferCommands {
    return new TransferCommands({
      ...shared,
      voicemailPrefix: this.#options.settings.dialplan.voicemailPrefix,
      used: (dials) => this.#directory.places.used(dials),
    });
  }

  async #isWith(dialog: SipCallId, endpoint: string): Promise<boolean> {
    const { ami, phone } = this.#pbx;
    if (ami === null) return false;
    const { clock, settings } = this.#options;
    const mine = { ami, clock, endpoint: `PJSIP/${settings.sip.username}` };
    const legs = await myLegs({ ...mine, carrierOf: (each) => phone.carrierOf(each) }, [dialog]);
    return legs.get(dialog)?.peers.some(({ name }) => endpointOf(name) === endpoint) ?? false;
  }

  #byRoad(shared: Shared, parts: MoverParts): ByRoad {
    const { dialplan, transfers } = this.#options.settings;
    return new ByRoad({
      ...shared,
      ...parts,
      voicemailPrefix: dialplan.voicemailPrefix,
      now: transfers.now,
      otherPhone: () => this.#directory.otherPhone,
      queueExtension: (queue) => this.#directory.queueExtension(queue),
    });
  }

  #conferencing(shared: Shared) {
    const { dialplan, agent, sip } = this.#options.settings;
    const conferences = new ConferenceCommands({
      ...shared,
      ami: this.#pbx.ami,
      endpoint: `PJSIP/${sip.username}`,
      conferences: this.#conferences,
      prefix: dialplan.conference,
      context: dialplan.context,
      extension: agent.extension,
    });
    return {
      conference: ({ call }) => conferences.join(key(call)),
      muteMember: ({ call, member, muted }) => conferences.muteMember(key(call), member, muted),
      removeMember: ({ call, member }) => conferences.removeMember(key(call), member),
    } satisfies Partial<RequestHandlers>;
  }

  #mixing(mix: LocalMix, plain: PlainCommands) {
    return {
      mix: ({ call }) => mix.join(key(call)),
      mute: async ({ call, muted }) => {
        const other = mix.partnerOf(key(call));
        if (other !== null) await plain.mute(other.key, muted);
        return plain.mute(key(call), muted);
      },
    } satisfies Partial<RequestHandlers>;
  }

  #takers(model: DeskModel, shared: Shared) {
    const { dialplan, agent } = this.#options.settings;
    const takes = new TakeCommands({
      ...shared,
      ami: this.#pbx.ami,
      means: () => model.means,
      extension: agent.extension,
      pickupPrefix: dialplan.pickupPrefix,
      groupPickup: dialplan.groupPickup,
    });
    return {
      pickUp: ({ dials }) => takes.pickUp(dials),
      bringHere: ({ call }) => takes.bringHere(key(call)),
    } satisfies Partial<RequestHandlers>;
  }

  #recorders(model: DeskModel, shared: Shared, road: AmiRoad) {
    const { settings } = this.#options;
    const recordings = new RecordCommands({
      ...shared,
      ami: this.#pbx.ami,
      road,
      onDidChangeCalls: (listener) => model.onDidChangeView(() => listener()),
      code: () => (this.rights.missing(['start recording']) === null ? null : settings.dialplan.record),
      extension: settings.agent.extension,
    });
    return recordings.handlers();
  }

  dispose(): void {
    this.#open.dispose();
  }

  /** Taking back a parked call is fetching it; null: that call was not parked. */
  #fetch(key: CallKey, model: DeskModel, parking: ParkCommands): Promise<Outcome> | null {
    const found = findSoftphoneCall(model.calls, key);
    const departure = found === null ? null : this.#arrangements.departureOf(found.dialog);
    if (departure?.kind !== 'parked') return null;
    const slot = this.#lots.slotOf(departure.parkee);
    return slot === null ? Promise.resolve(refused('not-now')) : parking.retrieve(slot);
  }
}

/** What is done with one call alone. */
export interface PlainCommands {
  hangUp(key: CallKey): Promise<Outcome>;
  mute(key: CallKey, muted: boolean): Promise<Outcome>;
}

/** What all commands work with. */
type Shared = HandOverOptions &
  Pick<ParkCommandsOptions, 'operations' | 'permitted' | 'underWay'> & { readonly work: CallWork };
interface MoverParts {
  readonly road: AmiRoad;
  readonly parking: ParkCommands;
  readonly carrier: NoteCarrier;
  readonly transfers: TransferCommands;
  readonly hangUp: (key: CallKey) => Promise<Outcome>;
}

const key = (call: string) => call as CallKey;
