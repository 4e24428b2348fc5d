import {
  type Invitation,
  Inviter,
  type Notification,
  type Session,
  SessionState,
  type UserAgent,
} from 'sip.js/lib/api/index.js';
import {
  Grammar,
  IncomingResponseMessage,
  InviteServerTransaction,
  type InviteUserAgentServer,
  type OutgoingRequestDelegate,
  type SessionDelegate,
  SessionDialog,
  SignalingState,
  TransactionState,
  type URI,
} from 'sip.js/lib/core/index.js';
import type { WireDialog } from './dialog-journal.ts';

/** The few places where SIP.js 0.21.2 has to be reached behind its declared interface. */

/**
 * Ends a request that will never be answered, as SIP.js itself does on a transport error (user-agent-client.ts,
 * `onTransportError`: a made-up 503). Without it a re-INVITE lost with its connection blocks the dialog for 32 s and
 * then looks like a 408 from the far end.
 */
export function abandonRequest(request: object): void {
  const client = request as { dispose(): void; receiveResponse(message: IncomingResponseMessage): void };
  client.dispose();
  const message = new IncomingResponseMessage();
  message.statusCode = 503;
  message.reasonPhrase = 'Service Unavailable';
  client.receiveResponse(message);
}

/** The inside of a request that is under way. */
interface Asking {
  readonly transaction: {
    readonly state: TransactionState;
    /** The ACK of each 2xx; undefined while it is not sent yet. */
    readonly ackRetransmissionCache?: ReadonlyMap<string, { toString(): string } | undefined>;
    send(message: string): Promise<void>;
  };
}

const answeredStates: readonly TransactionState[] = [TransactionState.Accepted, TransactionState.Completed];

/** Whether its final answer has come, be it that the page is still applying it: to abandon it then breaks SIP.js. */
export const isAnswered = (request: object): boolean =>
  answeredStates.includes((request as unknown as Asking).transaction.state);

/** Says the ACK of a 2xx once more, over the connection there is now: the first one may have been lost with the last. */
export async function acknowledgeAgain(request: object): Promise<void> {
  const { transaction } = request as unknown as Asking;
  const acks = [...(transaction.ackRetransmissionCache?.values() ?? [])].filter((ack) => ack !== undefined);
  await Promise.all(acks.map((ack) => transaction.send(ack.toString())));
}

/**
 * Goes on though the ACK of a re-INVITE of theirs never came: while SIP.js waits for it no re-INVITE of ours goes out, and it
 * waits for ever (session-dialog.js, `startReInvite2xxRetransmissionTimer`). `connectionBroke`: it went to the
 * connection that is gone, or our 200 did, which is said once more.
 */
export function goOnWithoutAck(session: Session, connectionBroke: boolean): void {
  const dialog = dialogOf(session) as unknown as { reinviteUserAgentServer?: InviteUserAgentServer } | undefined;
  const transaction = dialog?.reinviteUserAgentServer?.transaction;
  if (dialog === undefined || !(transaction instanceof InviteServerTransaction)) return;
  const isAccepted = transaction.state === TransactionState.Accepted;
  if (transaction.state !== TransactionState.Terminated && !(isAccepted && connectionBroke)) return;
  if (isAccepted) transaction.retransmitAcceptedResponse();
  delete dialog.reinviteUserAgentServer;
}

/**
 * Stops the timers that answer a ringing call by themselves (invitation.ts, `userNoAnswerTimer`: 480 after a minute):
 * how long it rings is the PBX's business.
 */
export function letItRing(invitation: Invitation): void {
  const inner = invitation as unknown as { userNoAnswerTimer?: NodeJS.Timeout; expiresTimer?: NodeJS.Timeout };
  clearTimeout(inner.userNoAnswerTimer);
  clearTimeout(inner.expiresTimer);
}

/**
 * Forgets a ringing call that nobody can be told anything of any more. Without a final answer SIP.js would say 180 again
 * every minute for ever (RFC 3261 section 13.3.1.1; invite-server-transaction.ts, `progressExtensionTimer`), on
 * whatever connection there is then.
 */
export function forgetInvitation(invitation: Invitation): void {
  const { incomingInviteRequest: server } = invitation as unknown as { incomingInviteRequest: InviteUserAgentServer };
  server.dispose();
  invitation.userAgent.userAgentCore.userAgentServers.delete(server.transaction.id);
  forgetSession(invitation);
}

/** SIP.js makes up a 408 or 503 when no answer came or could come; those have no headers at all. */
export const isMadeUp = (message: IncomingResponseMessage): boolean => !message.hasHeader('via');

/**
 * A REFER in the dialog of `session`. SIP.js's own `refer` writes the far end's display name into Refer-To as it
 * came, quotes and all (session.ts, `referToString`): a caller could write headers of ours.
 */
export function sendRefer(
  session: Session,
  referTo: string,
  onNotify: (notification: Notification) => void,
  delegate: OutgoingRequestDelegate,
): Promise<unknown> {
  const { userAgent } = session;
  const extraHeaders = [
    `Referred-By: <${userAgent.configuration.uri.toString()}>`,
    `Contact: ${session._contact}`,
    `Refer-To: ${referTo}`,
  ];
  return session._refer(onNotify, delegate, { extraHeaders });
}

/** Where a call must go to take the place of `session`: its dialog as our peer sees it (RFC 3891 section 6.1). */
export function replacing(session: Session): string | null {
  const { dialog } = session;
  if (dialog === undefined) return null;
  const { callId, remoteTag, localTag, remoteTarget } = dialog;
  const replaces = encodeURIComponent(`${callId};to-tag=${remoteTag};from-tag=${localTag}`);
  return `<${remoteTarget.toString()}?Replaces=${replaces}>`;
}

/** SIP.js declares less of it than it is. */
const dialogOf = (session: Session): SessionDialog | undefined => session.dialog as SessionDialog | undefined;

/** The dialog of a session as it has to be known to take its place, or to go on with it. Null: it has none yet. */
export function wireDialogOf(session: Session): WireDialog | null {
  const dialog = dialogOf(session);
  if (dialog === undefined) return null;
  const { callId, localTag, remoteTag, localURI, remoteURI, remoteTarget, routeSet, localSequenceNumber } = dialog;
  return {
    callId,
    localTag,
    remoteTag,
    localUri: localURI.toString(),
    remoteUri: remoteURI.toString(),
    remoteTarget: remoteTarget.toString(),
    routes: [...routeSet],
    sequence: localSequenceNumber ?? 0,
  };
}

/** Requests sent after the last note of the CSeq; RFC 3261 section 12.2.1.1 lets it leap. */
const leap = 1_000;

/**
 * A session for a dialog that an Offhook before this one had. SIP.js makes dialogs only out of an INVITE of its own, so
 * an unsent one is given the dialog and wired to it as `Inviter.onAccept` does. Null: an address in it cannot be read.
 */
export function takeUpDialog(userAgent: UserAgent, wire: WireDialog, early: boolean): Session | null {
  const [localURI, remoteURI, remoteTarget] = [uriOf(wire.localUri), uriOf(wire.remoteUri), uriOf(wire.remoteTarget)];
  if (localURI === null || remoteURI === null || remoteTarget === null) return null;
  const inviter = new Inviter(userAgent, remoteTarget);
  const { callId, localTag, remoteTag, routes, sequence } = wire;
  const state = {
    id: callId + localTag + remoteTag,
    early,
    callId,
    localTag,
    remoteTag,
    localURI,
    remoteURI,
    remoteTarget,
    localSequenceNumber: sequence + leap,
    remoteSequenceNumber: undefined,
    routeSet: [...routes],
    secure: false,
  };
  // Only its request is looked at, for a body that is not there.
  const transaction = { request: inviter.request } as unknown as ConstructorParameters<typeof SessionDialog>[0];
  const dialog = new SessionDialog(transaction, userAgent.userAgentCore, state, delegateOf(inviter));
  const agreed = { contentDisposition: 'session', contentType: 'application/sdp', content: 'v=0' };
  // Offer and answer lie behind it: without this a refused re-INVITE would have nothing to roll back to.
  Object.assign(dialog, { _signalingState: SignalingState.Stable, _offer: agreed, _answer: agreed });
  const inner = inviter as unknown as { _dialog: SessionDialog; stateTransition(state: SessionState): void };
  inner._dialog = dialog;
  if (!early) inner.stateTransition(SessionState.Established);
  return inviter;
}

/** The address in a URI as text; null when SIP.js cannot read it. */
export const uriOf = (text: string): URI | null => Grammar.URIParse(text) ?? null;

/** Every request in the dialog goes where `Inviter.onAccept` sends it. */
function delegateOf(inviter: Inviter): SessionDelegate {
  const handlers = inviter as unknown as Readonly<Record<string, (request: unknown) => void>>;
  const given = (name: string) => (request: unknown) => handlers[name]?.call(inviter, request);
  return {
    onAck: given('onAckRequest'),
    onBye: given('onByeRequest'),
    onInfo: given('onInfoRequest'),
    onInvite: given('onInviteRequest'),
    onMessage: given('onMessageRequest'),
    onNotify: given('onNotifyRequest'),
    onPrack: given('onPrackRequest'),
    onRefer: given('onReferRequest'),
  };
}

/** Forgets a session without a word on the wire: its dialog is somebody else's now, or nobody's. */
export function forgetSession(session: Session): void {
  if (session.state === SessionState.Terminated) return;
  session.dialog?.dispose();
  (session as unknown as { stateTransition(state: SessionState): void }).stateTransition(SessionState.Terminated);
}
