import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { AsteriskVersion } from '../../pbx/install/lock-file.ts';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { type Customer, Floor } from './floor.ts';

/** One Asterisk and three agents for a file of stories; each story begins with nobody on the phone. */
export function useFloor(version: AsteriskVersion): () => Floor {
  let [pbx, floor]: [Pbx | null, Floor | null] = [null, null];
  beforeAll(async () => {
    pbx = await startPbx({ version });
    floor = await Floor.open(pbx);
  });
  beforeEach(async () => floor?.begin());
  afterEach(async () => floor?.clearLines());
  afterAll(async () => {
    await floor?.close();
    await pbx?.stop();
  });
  return () => {
    if (floor === null) throw new Error('the floor has not been opened');
    return floor;
  };
}

/** The customer talks to that phone, by AMI's truth: Asterisk bridges the two a moment after both are up. */
export async function together(floor: Floor, customer: Customer, phone: string): Promise<void> {
  await expect.poll(() => floor.talksWith(customer), { timeout: 10_000 }).toEqual([phone]);
}
