import { expect, it } from 'vitest';
import { PhoneBench } from '../sip/phone-bench.ts';
import { roads, useDesk } from './use-desk.ts';

const room = useDesk(16);

it.for(['AMI', 'ARI'] as const)(
  'a desk whose contact the PBX dropped with somebody else’s is registered again at once, on Asterisk 16, told by %s',
  async (road) => {
    const desk = await room.sit('1001', roads[road](room.pbx));
    await desk.until(({ ring }) => ring.rings === 'yes');
    const colleague = await new PhoneBench(room.pbx, '1002').up();
    const isListed = async (): Promise<boolean> => (await room.pbx.cli('pjsip show contacts')).includes('1001/sip:');
    expect(await isListed()).toBe(true);
    const mark = desk.logged.length;
    colleague.cut();
    colleague.dispose();
    await expect.poll(() => desk.logged.slice(mark).join('\n'), { timeout: 10_000 }).toContain('it is made anew');
    await expect.poll(isListed, { timeout: 10_000 }).toBe(true);
    await desk.until(({ ring }) => ring.rings === 'yes', 10_000);
    // And a caller finds it.
    const { caller } = await room.answered(desk);
    await caller.hangUp();
  },
);
