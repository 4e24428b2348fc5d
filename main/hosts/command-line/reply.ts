import type { DeskView } from '../../../preload/contract/views.ts';
import type { CommandOutcome } from '../desk-commands.ts';

/** How a command ended, as one object: what a script reads. */
export interface CommandReply {
  readonly outcome: CommandOutcome['outcome'] | 'shown' | 'asked' | 'refused' | 'status';
  /** Of a refusal: its kind, in one word. */
  readonly reason: string | null;
  readonly status: StatusReport | null;
}

/** What `status` tells. Names and numbers are callers' own text. Times are whole seconds. */
export interface StatusReport {
  readonly agent: { readonly name: string; readonly extension: string; readonly state: string };
  readonly links: { readonly sip: string; readonly ami: string; readonly ari: string };
  /** Whether a call would ring here now. */
  readonly rings: boolean;
  readonly calls: readonly CallReport[];
  /** null: not known now. */
  readonly newMessages: number | null;
}

export interface CallReport {
  readonly id: string;
  readonly phase: string;
  readonly direction: string;
  readonly name: string | null;
  readonly number: string | null;
  readonly seconds: number;
}

export function statusOf(view: DeskView, now: number): StatusReport {
  const { agent, links, ring, voicemail } = view;
  return {
    agent: { name: agent.name, extension: agent.extension, state: agent.state },
    links: { sip: links.sip.state, ami: links.ami.state, ari: links.ari.state },
    rings: ring.rings === 'yes',
    calls: view.calls.map(({ id, phase, direction, party, since }) => ({
      id,
      phase,
      direction,
      name: party.name,
      number: party.number?.display ?? null,
      seconds: Math.max(0, Math.floor((now - since) / 1000)),
    })),
    newMessages: voicemail?.new ?? null,
  };
}

/** What came back over the socket; null where it is no reply. */
export function decodeReply(message: unknown): CommandReply | null {
  if (typeof message !== 'object' || message === null || !('outcome' in message)) return null;
  const { outcome } = message;
  const known = ['confirmed', 'unconfirmed', 'refused', 'parked', 'nothing-to-do', 'shown', 'asked', 'status'] as const;
  const found = known.find((each) => each === outcome);
  if (found === undefined) return null;
  const reason = 'reason' in message && typeof message.reason === 'string' ? message.reason : null;
  // Written by the same program, by an owner of the same profile: its shape is the sender's.
  const status = 'status' in message ? (message.status as StatusReport | null) : null;
  return { outcome: found, reason, status };
}
