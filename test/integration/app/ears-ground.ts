import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { CallView } from '../../../preload/contract/views.ts';
import type { AsteriskVersion } from '../../pbx/install/lock-file.ts';
import { openPageMedia, type PageMedia } from '../sip/page-media.ts';
import { agentHears, customerHears, customerWaits, robotHears, tones } from './ears.ts';
import { type Scene, soon, useDesk } from './use-desk.ts';

export type Ears = ReturnType<typeof openEars>;

/** A lab in which every word is told by ear: on the customer’s own leg, on the agent’s, and on that of whoever was called. */
export function openEars(version: AsteriskVersion) {
  const lab = useDesk(version);
  let opened: PageMedia | null = null;
  const more: PageMedia[] = [];
  beforeAll(async () => {
    opened = await openPageMedia(tones.agent);
  });
  afterEach(async () => {
    await Promise.all(more.splice(0).map((media) => media.stop()));
  });
  afterAll(async () => opened?.stop());

  /** The page that is Alice’s voice and ear; without a Chromium nobody can listen. */
  const mediaOr = (skip: (why: string) => never): PageMedia => opened ?? skip('no Chromium on this machine');

  /** The page of another softphone of hers: a page has the calls of one. */
  const anotherOr = async (skip: (why: string) => never): Promise<PageMedia> => {
    const media = (await openPageMedia(tones.agent)) ?? skip('no Chromium on this machine');
    more.push(media);
    return media;
  };

  /** The two talk, and nobody else of ours is left. */
  async function expectTogether(
    { desk, caller, call }: Scene,
    media: PageMedia,
    extension = '1001',
  ): Promise<CallView> {
    const back = await desk.call(({ id, phase, pair }) => id === call.id && phase === 'active' && pair === null);
    await Promise.all([customerHears(caller, ['agent']), agentHears(media, ['customer'])]);
    await expect.poll(() => lab.ours(extension), soon).toHaveLength(1);
    expect(await lab.with({ desk, caller, call })).toEqual(await lab.ours(extension));
    return back;
  }

  async function talking(media: PageMedia): Promise<Scene> {
    const scene = await lab.answered(await lab.sitWith(media), { plays: 'whistle' });
    await expectTogether(scene, media);
    return scene;
  }

  /** Nothing of ours is left, and the customer and the robot hear each other and nobody else. */
  async function expectHandedOver({ caller }: Scene, dials: string): Promise<void> {
    await expect.poll(() => lab.ours(), soon).toEqual([]);
    await Promise.all([customerHears(caller, ['robot']), robotHears(lab.pbx, dials, ['customer'])]);
  }

  /** Nothing of ours is left, and the customer hears what that application of the dialplan plays. */
  async function expectLeftTo({ caller }: Scene, application: string): Promise<void> {
    await expect.poll(() => lab.ours(), soon).toEqual([]);
    const runs = async () => (await lab.pbx.truth.channels()).find(({ Uniqueid }) => Uniqueid === caller.uniqueid);
    // A dialplan may answer before it comes to it.
    await expect.poll(async () => (await runs())?.['Application'], soon).toBe(application);
    await customerWaits(caller);
  }

  const robotOf = async (dials: string): Promise<string> =>
    (await lab.pbx.truth.channels()).find(({ Channel = '' }) => new RegExp(`^Local/${dials}@.*;2$`).test(Channel))?.[
      'Channel'
    ] ?? '';

  return { lab, mediaOr, anotherOr, talking, robotOf, expectTogether, expectHandedOver, expectLeftTo };
}
