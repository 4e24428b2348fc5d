import { describe, expect, it } from 'vitest';
import { PhoneBench } from '../sip/phone-bench.ts';
import { type DeskLab, useDesk } from './use-desk.ts';

const confirmed = { ok: true, value: { outcome: 'confirmed' } };
const agent = { name: 'Alice Example', extension: '1001', supervisor: true };

/** By what the PBX is asked to call a supervisor’s phone. */
const roads = {
  AMI: async (lab: DeskLab) => {
    const { ami } = lab.pbx.profileFor('1001').settings;
    const desk = lab.starting('1001', { agent, ami: { ...ami, username: 'operator' } }, { amiSecret: 'ami-operator' });
    return desk.up();
  },
  ARI: async (lab: DeskLab) =>
    lab.starting('1001', { agent, ami: null, ari: lab.pbx.profileFor('1001').settings.ari }).up(),
} as const;

describe.each([22, 16] as const)('a supervisor’s own phone, on Asterisk %i', (version) => {
  const lab = useDesk(version);

  /** A colleague who talks with a customer, and a supervisor who may listen. */
  const talking = async (road: keyof typeof roads) => {
    const colleague = await lab.sit('1002');
    const scene = await lab.answered(colleague, { to: '1002' });
    const desk = await roads[road](lab);
    await lab.canBeRung('1001');
    await desk.until(({ listens }) => listens?.join() === 'listen,whisper,barge');
    return { ...scene, desk };
  };

  it.for(['AMI', 'ARI'] as const)('is rung by %s though the PBX has just lost its contact', async (road) => {
    const { desk, caller } = await talking(road);
    await lab.pbx.cli('database deltree registrar');
    expect(await desk.bridge.request.listenTo({ dials: '1002', how: 'listen' })).toEqual(confirmed);
    await desk.call(({ phase, listening }) => phase === 'active' && listening?.how === 'listen');
    await caller.hangUp();
  });

  it.for(['AMI', 'ARI'] as const)('is rung by %s and no desk phone of theirs on the same account', async (road) => {
    const deskPhones = [await new PhoneBench(lab.pbx, '1001').up()];
    const { desk, caller } = await talking(road);
    // Whichever the PBX names first: there is one before it and one after it.
    deskPhones.push(await new PhoneBench(lab.pbx, '1001').up());
    expect(await desk.bridge.request.listenTo({ dials: '1002', how: 'listen' })).toEqual(confirmed);
    await desk.call(({ phase, listening }) => phase === 'active' && listening?.how === 'listen');
    expect(deskPhones.flatMap(({ dialogs }) => dialogs)).toEqual([]);
    await caller.hangUp();
    await Promise.all(deskPhones.map(({ phone }) => phone.stop(1_000)));
  });
});
