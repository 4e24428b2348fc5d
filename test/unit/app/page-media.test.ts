import { beforeEach, describe, expect, it } from 'vitest';
import { type MediaPage, PageMedia } from '../../../main/app/page-media.ts';
import type { MediaState } from '../../../main/sip/media-port.ts';

class Page implements MediaPage {
  readonly asked: string[] = [];

  call(name: string): Promise<unknown> {
    this.asked.push(name);
    return Promise.resolve(name === 'describe' ? { sdp: 'v=0' } : {});
  }
}

const want = { type: 'offer', direction: 'sendrecv', iceRestart: false } as const;
let media: PageMedia;
let page: Page;
let told: MediaState[];
beforeEach(async () => {
  media = new PageMedia();
  page = new Page();
  told = [];
  media.onDidChangeState(({ state }) => told.push(state));
  media.offer(page);
  await media.describe('s', want);
});

describe('the audio of a page that goes', () => {
  it('is told as failed, and no other page is asked to carry it on', async () => {
    const other = new Page();
    media.offer(other);
    media.withdraw(page);
    expect(told).toEqual(['failed']);
    await expect(media.describe('s', want)).rejects.toThrow('gone');
    expect(other.asked).toEqual([]);
    await media.describe('new', want);
    expect(other.asked).toEqual(['describe']);
  });

  it('goes on when the page was only cut off and is back with it', async () => {
    media.withdraw(page);
    const back = new Page();
    media.reportState(back, { session: 's', state: 'connected' });
    expect(told).toEqual(['failed']);
    media.offer(back);
    media.reportState(back, { session: 's', state: 'connected' });
    expect(told).toEqual(['failed', 'connected']);
    await media.mute('s', true);
    expect(back.asked).toEqual(['mute']);
  });

  it('is closed in the page when its call ended meanwhile', async () => {
    media.withdraw(page);
    await media.close('s');
    const back = new Page();
    media.offer(back);
    media.reportState(back, { session: 's', state: 'connected' });
    expect(told).toEqual(['failed']);
    expect(back.asked).toEqual(['close']);
  });
});
