import { describe, expect, it } from 'vitest';
import { answerTo, requestOf } from '../../../main/ari/operations.ts';

describe('a request by the schema', () => {
  it('has its path filled in, what is hostile encoded, and the rest as its query', () => {
    const request = requestOf('POST /channels/{channelId}/snoop', { channelId: '17/../x?y', app: 'a b', spy: 'both' });
    expect(request).toEqual({
      ...{ method: 'POST', path: '/channels/17%2F..%2Fx%3Fy/snoop', query: { app: 'a b', spy: 'both' } },
    });
  });

  it('joins several by commas, writes numbers and yes, and leaves out what is not given', () => {
    const bridge = requestOf('POST /bridges/{bridgeId}/addChannel', {
      ...{ bridgeId: 'b', channel: ['1', '2'], mute: true },
    });
    expect(bridge.query).toEqual({ channel: '1,2', mute: 'true' });
    const dial = requestOf('POST /channels/{channelId}/dial', { channelId: '1', timeout: 20 });
    expect(dial.query).toEqual({ timeout: '20' });
  });

  it('carries a body apart', () => {
    const json = { disallowed: [{ type: 'ChannelVarset' }] };
    const applicationName = 'desk';
    expect(requestOf('PUT /applications/{applicationName}/eventFilter', { applicationName, json })).toEqual({
      ...{ method: 'PUT', path: '/applications/desk/eventFilter', query: {}, body: json },
    });
  });
});

describe('an answer by the schema', () => {
  it('is typed, with what an older Asterisk leaves out as empty', () => {
    const answer = answerTo('GET /bridges', { ok: true, value: [{ id: 'b', channels: ['1'] }] });
    expect(answer).toMatchObject({ ok: true, value: [{ id: 'b', channels: ['1'], bridge_class: '' }] });
  });

  it('is unreadable when it is something else, and a refusal stays one', () => {
    expect(answerTo('GET /bridges', { ok: true, value: { id: 'b' } })).toMatchObject({
      ...{ ok: false, failure: { kind: 'unreadable' } },
    });
    const gone = { ok: false, failure: { kind: 'not-found', message: 'x' } } as const;
    expect(answerTo('GET /bridges', gone)).toBe(gone);
  });
});
