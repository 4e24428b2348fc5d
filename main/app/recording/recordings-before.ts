import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import type { Uniqueid } from '../../base/ids.ts';
import { channelSays } from '../channel-says.ts';
import type { DeskModel } from '../desk-model.ts';

/** Which of my calls' channels are recorded is written there, by whichever desk changed it last: `on`, `paused` or `off`. */
export const recordingMark = 'OFFHOOK_RECORDING';
/** MixMonitor's own, with the file; it stays when the recording has been stopped (app_mixmonitor.c). */
const fileOf = 'MIXMONITOR_FILENAME';

const states = ['on', 'paused', 'off'] as const;
type Recording = (typeof states)[number];

export interface RecordingsBeforeOptions {
  readonly ami: Pick<AmiClient, 'action'>;
  readonly model: Pick<DeskModel, 'calls' | 'apply'>;
  readonly clock: Clock;
}

/** What was being recorded before this desk looked: no list tells of it, so the channels that touch me are asked one by one. */
export async function recordingsBefore({ ami, model, clock }: RecordingsBeforeOptions): Promise<void> {
  const channels = [...model.calls.pbx.legs.values()].filter(({ ami: known }) => known !== null).map(({ id }) => id);
  const found = await Promise.all(
    channels.map(async (channel) => ({ channel, state: await recordingOf(ami, channel) })),
  );
  for (const { channel, state } of found) {
    // An event that has come meanwhile is newer.
    const isTold = model.calls.pbx.notes.some((note) => note.kind === 'recording' && note.channel === channel);
    if (isTold || state === null || state === 'off') continue;
    model.apply({ kind: 'recording', source: 'ami', at: clock.now(), pbxAt: null, channel, state });
  }
}

/** Null: nobody ever recorded it, or the PBX does not say. */
async function recordingOf(ami: Pick<AmiClient, 'action'>, channel: Uniqueid): Promise<Recording | null> {
  const [mark, file] = await Promise.all([recordingMark, fileOf].map((name) => channelSays(ami, channel, name)));
  return states.find((state) => state === mark) ?? (file === '' ? null : 'on');
}
