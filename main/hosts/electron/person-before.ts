import type { PowerMonitor } from 'electron';
import type { Person } from '../../app/offhook.ts';
import { Emitter } from '../../base/emitter.ts';

/** Whether somebody sits there. Linux tells of no lock; there the time without a touch does. */
export function personBefore(monitor: Pick<PowerMonitor, 'on' | 'getSystemIdleTime'>): Person {
  const left = new Emitter<'locked' | 'closed'>();
  const returned = new Emitter<void>();
  let isLocked = false;
  monitor.on('lock-screen', () => {
    isLocked = true;
    left.emit('locked');
  });
  monitor.on('suspend', () => left.emit('locked'));
  monitor.on('unlock-screen', () => {
    isLocked = false;
    returned.emit();
  });
  // Awake, and nobody has unlocked it yet.
  monitor.on('resume', () => {
    if (!isLocked) returned.emit();
  });
  return { onDidLeave: left.event, onDidReturn: returned.event, idleSeconds: () => monitor.getSystemIdleTime() };
}
