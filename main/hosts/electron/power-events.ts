import type { PowerMonitor } from 'electron';
import { Emitter, type Event } from '../../base/emitter.ts';

/** When connections may be dead without anybody knowing: the computer woke up, or its screen was unlocked after a while. */
export function powerEvents(monitor: Pick<PowerMonitor, 'on'>): Event<string> {
  const told = new Emitter<string>();
  monitor.on('resume', () => told.emit('the computer woke up'));
  monitor.on('unlock-screen', () => told.emit('the screen was unlocked'));
  return told.event;
}
