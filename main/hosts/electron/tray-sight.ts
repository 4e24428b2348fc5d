import type { DeskView } from '../../../preload/contract/views.ts';
import { words } from '../words/words.ts';
import { nameOf } from './notification-pops.ts';

export type TrayState = DeskView['agent']['state'];

/** What the tray shows; equal as long as nothing of it changes. */
export interface TraySight {
  readonly state: TrayState;
  readonly tooltip: string;
  readonly can: {
    readonly answer: boolean;
    readonly silence: boolean;
    readonly hangUp: boolean;
    readonly mute: 'mute' | 'unmute' | null;
  };
  readonly newMessages: number;
}

export function traySight({ agent, calls, voicemail }: DeskView): TraySight {
  const call = calls.find(({ phase }) => phase === 'ringing') ?? calls.find(({ phase }) => phase === 'active');
  const state = words.tray.state[agent.state];
  const can = (action: 'answer' | 'silence' | 'hangUp' | 'mute' | 'unmute'): boolean =>
    calls.some((each) => each.can.includes(action));
  const newMessages = voicemail?.new ?? 0;
  const about = call === undefined || agent.state === 'offline' ? state : words.tray.who(state, nameOf(call));
  return {
    state: agent.state,
    tooltip: newMessages === 0 ? about : `${about}\n${words.tray.messages(newMessages)}`,
    can: {
      answer: can('answer'),
      silence: can('silence'),
      hangUp: can('hangUp'),
      mute: can('unmute') ? 'unmute' : can('mute') ? 'mute' : null,
    },
    newMessages,
  };
}
