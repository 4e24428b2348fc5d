import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { expect, test } from 'vitest';
import { powerEvents } from '../../../../main/hosts/electron/power-events.ts';

test('waking up and unlocking the screen are told, and nothing else', () => {
  const monitor = new EventEmitter();
  const told: string[] = [];
  powerEvents(monitor as unknown as Pick<PowerMonitor, 'on'>)((why) => told.push(why));
  for (const event of ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'on-ac']) monitor.emit(event);
  expect(told).toEqual(['the computer woke up', 'the screen was unlocked']);
});
