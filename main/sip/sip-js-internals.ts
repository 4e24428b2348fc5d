import type { Invitation, Notification, Session } from 'sip.js/lib/api/index.js';
import { IncomingResponseMessage, type OutgoingRequestDelegate } from 'sip.js/lib/core/index.js';

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

/**
 * Stops the timers that answer a ringing call by themselves (invitation.ts, `userNoAnswerTimer`: 480 after a minute):
 * how long it rings is the PBX's business.
 */
export function letItRing(invitation: Invitation): void {
  const inner = invitation as unknown as { userNoAnswerTimer?: NodeJS.Timeout; expiresTimer?: NodeJS.Timeout };
  clearTimeout(inner.userNoAnswerTimer);
  clearTimeout(inner.expiresTimer);
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
