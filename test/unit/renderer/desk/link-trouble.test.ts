import { describe, expect, it } from 'vitest';
import type { DeskView, LinkView } from '../../../../preload/contract/views.ts';
import { linksConnecting, linkTroubles } from '../../../../renderer/desk/link-trouble.ts';

const up: LinkView = { state: 'up', since: 0 };
const off: LinkView = { state: 'off' };
const failure = { kind: 'refused', target: 'pbx.example:5038', detail: '' } as const;
const links = (change: Partial<DeskView['links']>): DeskView['links'] => ({ sip: up, ami: up, ari: up, ...change });

describe('trouble with a connection', () => {
  it('is none while all are up or not configured', () => {
    expect(linkTroubles(links({ ami: off, ari: off }))).toEqual([]);
  });

  it('is none during the first attempt', () => {
    const first = links({ sip: { state: 'connecting', since: 5, attempt: 0, failure: null } });
    expect(linkTroubles(first)).toEqual([]);
    expect(linksConnecting(first)).toBe(true);
  });

  it('tells when the next attempt comes', () => {
    expect(linkTroubles(links({ ami: { state: 'down', since: 5, failure, retryAt: 900 } }))).toEqual([
      { link: 'ami', since: 5, failure, next: { at: 900 } },
    ]);
  });

  it('tells that no attempt comes', () => {
    expect(linkTroubles(links({ ami: { state: 'down', since: 5, failure, retryAt: null } }))[0]?.next).toBe('never');
  });

  it('goes on through a later attempt, the phone line first', () => {
    const trying: LinkView = { state: 'connecting', since: 5, attempt: 3, failure };
    expect(linkTroubles(links({ ari: trying, sip: trying })).map(({ link, next }) => [link, next])).toEqual([
      ['sip', 'trying'],
      ['ari', 'trying'],
    ]);
  });
});
