import type { Outcome, RequestOutput } from '../../preload/contract/requests.ts';
import type { CallId, LinkName } from '../../preload/contract/views.ts';
import type { Clock } from '../base/clock.ts';
import { DisposableStore } from '../base/disposable.ts';
import { Hush } from '../base/hush.ts';
import type { Call, CallKey } from '../calls/call.ts';
import { callStack, occupation } from '../calls/select-calls.ts';
import { readDialLine } from '../numbers/dial-plan.ts';
import { FlightRecorder } from '../recorder/flight-recorder.ts';
import { usualLimits } from '../recorder/ring.ts';
import { AgentNotes } from './agent/agent-notes.ts';
import { Away } from './agent/away.ts';
import { Diversions } from './agent/diversions.ts';
import { MyQueues } from './agent/my-queues.ts';
import { OwnLegs } from './agent/own-legs.ts';
import { Supervising } from './agent/supervising.ts';
import { CallCommands } from './call-commands.ts';
import { connectPbx, type Pbx } from './connect-pbx.ts';
import { contactSearchOf } from './context/contact-search-of.ts';
import { Kept } from './context/kept.ts';
import { openStores } from './context/open-stores.ts';
import { ServedApi } from './context/serve-api.ts';
import { DeskModel } from './desk-model.ts';
import { InviteValues } from './invite-values.ts';
import { Messages, ownMailbox } from './messages/messages.ts';
import { NotedCalls } from './noted-calls.ts';
import type { Offhook, OffhookOptions, Rehearsal } from './offhook.ts';
import { PageMedia } from './page-media.ts';
import { practise } from './practise.ts';
import { recordTraffic, tapsOf } from './record-traffic.ts';
import { confirmed, refused } from './refusals.ts';
import { saveRecording } from './save-recording.ts';
import { ask, type PageServices, type RequestHandlers, servePage } from './serve-page.ts';
import { shellOf, takeDial } from './shell-commands.ts';
import { calledNumberVariable } from './shown-texts.ts';
import { StartRush } from './start-rush.ts';
import { takeUpLost } from './take-up-lost.ts';
import type { Surroundings } from './transfers/surroundings.ts';
import { Transfers } from './transfers/transfers.ts';
import { ViewChanges } from './view-changes.ts';
import { watchAmi } from './watch-ami.ts';
import { watchAri } from './watch-ari.ts';
import { watchPhone } from './watch-phone.ts';
import { watchReach } from './watch-reach.ts';
import { watchRings } from './watch-rings.ts';
import { watchWake } from './watch-wake.ts';

/** Puts the parts together: clients to facts, facts to the model, the model to pages, pages' requests to the clients. */
export function createOffhook(options: OffhookOptions): Offhook {
  const { settings, clock, log, rehearsal } = options;
  const open = new DisposableStore();
  const endpoints = [`PJSIP/${settings.sip.username}`, ...settings.agent.otherPhones];
  const recorder = recorderOf(options, endpoints);
  const invites = new InviteValues(settings.values.map(({ name }) => name));
  const legs = new OwnLegs(clock);
  const noted = new NotedCalls(options.journal);
  const [media, hush] = [new PageMedia(), open.add(new Hush(clock))];
  const pbx = connectPbx(options, media, noted, tapsOf(recorder, [invites, legs]), hush);
  if (recorder !== null) open.add(recordTraffic(pbx, open.add(recorder), clock));
  const rush = open.add(rushOf(noted, clock));
  const { transfers, surroundings, ...agents } = keepingAndMoving(options, pbx, media, open, rush);
  const model = open.add(
    new DeskModel({
      ...{ settings, endpoints, clock, hush, ...agents, surroundings },
      ...{ rehearsals: rehearsal?.kinds ?? [], ...(options.today && { today: options.today }) },
    }),
  );
  open.add(watchPhone({ phone: pbx.phone, media, model, clock, invites, noted, hush }));
  open.add(transfers.onDidChangePairs(() => noted.arrange(transfers.pairs)));
  open.add(watchRings({ model, phone: pbx.phone, clock }));
  open.add(watchReach({ phone: pbx.phone, surroundings, endpoint: () => model.reachable, clock, log }));
  open.add(watchServer(pbx, model, options));
  const commands = commandsOf(pbx, model, transfers, options);
  const supervising = open.add(supervisingOf({ commands, model, transfers, pbx, legs }, options));
  const away = open.add(awayOf(agents.queues, model, options));
  const handlers = handlersFor({ commands, model, transfers, ...agents, away, recorder, pbx, supervising }, options);
  open.add(takeUpLeft(noted, model, handlers, options));
  const clients = clientsOf(pbx);
  const services: PageServices = {
    ...{ handlers, media, clock, log: log.child('page'), changes: open.add(new ViewChanges(model)) },
    ...{ view: () => model.view, onAsked: () => hush.end() },
    onMicrophone: (microphone) => model.setAudio({ microphone }),
  };
  return {
    get view() {
      return model.view;
    },
    ...{ onDidChangeView: model.onDidChangeView, today: () => model.today },
    start: () => {
      for (const client of clients) client.start();
      transfers.goOn(noted.pairsLeft);
      agents.api.start({ handlers, view: () => model.view, onDidChangeView: model.onDidChangeView });
      open.add(practiceOf(model, surroundings, options));
      open.add(watchWake({ clock, log, links: clients, ...(options.power && { power: options.power }) }));
    },
    serve: (wire) => {
      rush.pageServed();
      return servePage(wire, services);
    },
    request: async (name, input) => await ask(handlers, name, input),
    ...shellOf(model, clock),
    stop: (within) => stopped(pbx, supervising, within),
    dispose: () => {
      open.dispose();
      for (const client of clients) client.dispose();
    },
  };
}

/** Done by hosts, whose desks live long. */
function practiceOf(model: DeskModel, surroundings: Surroundings, options: OffhookOptions): DisposableStore {
  const open = new DisposableStore();
  const isBusy = () => model.calls.records.size > 0;
  if (options.practises === true) open.add(practise({ ...options, surroundings, isBusy }));
  return open;
}

/** What is written of a call that comes back goes on in its own row: then earlier calls are read at once. */
const rushOf = ({ left, isSpoilt }: NotedCalls, clock: Clock): StartRush =>
  new StartRush(clock, { hurried: left.length > 0 || isSpoilt });

async function stopped({ phone, ami, ari }: Pbx, supervising: Supervising, within: number): Promise<void> {
  await supervising.stop();
  await Promise.all([phone.stop(within), ami?.stop(), ari?.stop()]);
}

/** What is kept of callers and what moves them, each of which needs the other, and who else is told of them. */
function keepingAndMoving(options: OffhookOptions, pbx: Pbx, media: PageMedia, open: DisposableStore, rush: StartRush) {
  const stores = openStores(options, rush.over);
  for (const store of stores === null ? [] : [stores.directory, stores.history]) open.add(store);
  const contacts = stores === null ? {} : { contacts: contactSearchOf(stores.directory) };
  const transfers = open.add(new Transfers({ ...contacts, ...options }, pbx, media));
  const { settings, clock } = options;
  const { ami } = pbx;
  const { rights, surroundings, queues: watch } = transfers;
  const notes = new AgentNotes(options.folder, options.log.child('agent'));
  const queues = open.add(new MyQueues({ ami, watch, rights, settings, clock, notes }));
  const diversions = open.add(new Diversions({ ami, rights, settings, clock, log: options.log.child('diversions') }));
  const messages = open.add(new Messages({ ami, rights, settings, directory: stores?.directory ?? null, clock }));
  const isWithSomebody = (call: Call): boolean =>
    messages.heardBy(call) === undefined && !diversions.isCode(call) && surroundings.listenedTo(call) === null;
  const kept = open.add(new Kept(options, stores, surroundings, isWithSomebody));
  const api = open.add(new ServedApi(options));
  return { transfers, surroundings, messages, queues, diversions, kept, api };
}

/** Whether the agent is there, for the queues. */
function awayOf(queues: MyQueues, model: DeskModel, { settings, person, clock }: OffhookOptions): Away {
  const away = new Away({ queues, settings, person: person ?? null, clock, isOnCall: () => !isFree(model) });
  away.onDidChange(() => model.setAway(away.view));
  return away;
}

/** null: the settings want none. */
function recorderOf({ settings, clock, log }: OffhookOptions, me: readonly string[]): FlightRecorder | null {
  const { recorder, recorderMinutes } = settings.privacy;
  if (!recorder) return null;
  const limits = { ...usualLimits, age: recorderMinutes * 60_000 };
  return new FlightRecorder({ me, clock, log: log.child('recorder'), limits });
}

/** What AMI and ARI tell, where the settings name them. */
function watchServer({ ami, ari }: Pbx, model: DeskModel, { settings, clock, log }: OffhookOptions): DisposableStore {
  const open = new DisposableStore();
  open.add(model.onDidDiagnose(({ kind, source }) => log.warn('the PBX said what cannot be so', { kind, source })));
  const values = [...settings.values.map(({ name }) => name), calledNumberVariable];
  const mailbox = ownMailbox(settings);
  if (ami !== null) open.add(watchAmi({ ami, model, mailbox, values, clock, log: log.child('ami') }));
  const endpoint = `PJSIP/${settings.sip.username}`;
  if (ari !== null) open.add(watchAri({ ari, model, endpoint, values, clock, log: log.child('ari') }));
  return open;
}

/** A call that a crash left behind without a note that can be read. */
const takeUpLeft = ({ isSpoilt }: NotedCalls, model: DeskModel, handlers: RequestHandlers, options: OffhookOptions) =>
  takeUpLost({
    ...{ isSpoilt, model, clock: options.clock, log: options.log },
    take: (call: CallId) => ask(handlers, 'bringHere', { call }),
  });

const commandsOf = ({ phone }: Pbx, model: DeskModel, transfers: Transfers, { settings, clock }: OffhookOptions) =>
  new CallCommands({
    phone,
    operations: model.operations,
    plan: settings.numbers,
    calls: () => model.calls,
    means: () => model.means,
    permitted: (call) => transfers.permitted(call, model),
    tell: (kind, call) => model.apply({ kind, at: clock.now(), call }),
  });

const clientsOf = ({ phone, ami, ari }: Pbx) => [phone, ...(ami === null ? [] : [ami]), ...(ari === null ? [] : [ari])];

interface Parts {
  readonly commands: CallCommands;
  readonly model: DeskModel;
  readonly transfers: Transfers;
  readonly kept: Kept;
  readonly messages: Messages;
  readonly queues: MyQueues;
  readonly diversions: Diversions;
  readonly away: Away;
  readonly recorder: FlightRecorder | null;
  readonly pbx: Pbx;
  readonly api: ServedApi;
  readonly supervising: Supervising;
}

function handlersFor(parts: Parts, options: OffhookOptions): RequestHandlers {
  const { commands, model, transfers, kept, messages, queues, diversions, away, recorder, pbx, api, supervising } =
    parts;
  return {
    ...handlersOf(commands, model, pbx, options),
    ...transfers.handlers(model, commands),
    ...kept.handlers(() => model.calls),
    ...queues.handlers(),
    ...away.handlers(),
    // Nobody is put on hold for it.
    ...diversions.handlers(async (code) => (isFree(model) ? commands.dialExactly(code) : refused('not-now'))),
    ...messages.handlers((dials) => commands.dialExactly(dials)),
    listenTo: (wish) => supervising.listenTo(wish),
    saveRecording: ({ maskNumbers }) => save(recorder, options, maskNumbers),
    dialTaken: ({ id }) => takeDial(model, id),
    apiState: () => api.state(),
  };
}

interface SupervisingParts extends Pick<Parts, 'commands' | 'model' | 'transfers' | 'pbx'> {
  readonly legs: OwnLegs;
}

function supervisingOf(
  { commands, model, transfers, pbx: { phone, ami, ari }, legs }: SupervisingParts,
  { settings, clock, log }: OffhookOptions,
): Supervising {
  return new Supervising({
    ...{ phone, ami, legs, clock, log: log.child('supervising') },
    ari: settings.agent.supervisor ? ari : null,
    listening: transfers.listening,
    endpoint: `PJSIP/${settings.sip.username}`,
    devicesAt: (extension) => transfers.devicesAt(extension),
    means: () => model.means,
    isFree: () => isFree(model),
    dial: (number) => commands.dialExactly(number),
  });
}

const isFree = ({ calls }: DeskModel): boolean => occupation(callStack(calls)).state === 'free';

function handlersOf(commands: CallCommands, model: DeskModel, pbx: Pbx, { settings, rehearsal, log }: OffhookOptions) {
  const key = (call: string) => call as CallKey;
  return {
    answer: ({ call }) => commands.answer(key(call)),
    silence: ({ call }) => commands.silence(key(call)),
    decline: ({ call }) => commands.decline(key(call)),
    hold: ({ call }) => commands.hold(key(call)),
    resume: ({ call }) => commands.resume(key(call)),
    sendDigits: ({ call, digits }) => commands.sendDigits(key(call), digits),
    dismiss: ({ call }) => commands.dismiss(key(call)),
    dial: ({ target }) => commands.dial(target),
    previewDial: ({ text }) => readDialLine(text, settings.numbers),
    retryLink: ({ link }) => retry(pbx, link),
    ledger: ({ call }) => model.ledger(key(call)),
    rehearse: async ({ kind }) => rehearse(rehearsal, kind, (error) => log.warn('a rehearsal failed', { kind, error })),
  } satisfies Partial<RequestHandlers>;
}

function retry({ phone, ami, ari }: Pbx, link: LinkName): Outcome {
  const client = { sip: phone, ami, ari }[link];
  if (client === null) return refused('not-now');
  client.retry();
  return confirmed;
}

async function save(
  recorder: FlightRecorder | null,
  { folder, clock, log }: OffhookOptions,
  maskNumbers: boolean,
): Promise<RequestOutput<'saveRecording'>> {
  if (folder === null || recorder === null) return refused('not-now');
  const saved = await saveRecording(recorder, folder, { maskNumbers, now: clock.now() });
  if (saved.ok) return { outcome: 'saved', file: saved.value };
  log.warn('the recording could not be saved', { why: saved.failure });
  return refused('cannot-write', saved.failure);
}

async function rehearse(
  rehearsal: Rehearsal | null,
  kind: Parameters<Rehearsal['run']>[0],
  complain: (error: string) => void,
): Promise<Outcome> {
  if (rehearsal === null) return refused('not-in-demo');
  try {
    await rehearsal.run(kind);
    return confirmed;
  } catch (error) {
    const words = error instanceof Error ? error.message : 'the practice PBX did not answer';
    complain(words);
    return refused('internal', words);
  }
}
