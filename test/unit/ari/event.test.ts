import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type AriEvent, causeOf, channelOf, decodeEvent, dialOf } from '../../../main/ari/event.ts';

const recorded = (name: string): readonly string[] =>
  gunzipSync(readFileSync(new URL(`../../captures/${name}.gz`, import.meta.url)))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');

function event(text: string): AriEvent {
  const decoded = decodeEvent(text);
  if (decoded.kind !== 'event') throw new Error(decoded.kind);
  return decoded.event;
}

describe('decodeEvent', () => {
  it.each(['inbound-answered-22.ari.jsonl', 'inbound-answered-16.ari.jsonl'])('reads every event of %s', (name) => {
    const events = recorded(name).map(event);
    expect(events.length).toBeGreaterThan(50);
    expect(events.every(({ timestamp }) => timestamp !== null && timestamp > 1_700_000_000_000)).toBe(true);
    const about = events.filter(({ raw }) => 'channel' in raw);
    expect(about.every((each) => channelOf(each) !== null)).toBe(true);
    const dials = events.filter(({ type }) => type === 'Dial').map((each) => dialOf(each)?.status);
    expect(dials).toContain('ANSWER');
    const gone = events.filter(({ type }) => type === 'ChannelDestroyed').map((each) => causeOf(each)?.cause);
    expect(gone).toContain(16);
  });

  it('reads the time of the PBX', () => {
    expect(event('{"type":"Dial","timestamp":"2026-11-21T03:19:53.139+0000"}').timestamp).toBe(
      Date.UTC(2026, 10, 21, 3, 19, 53, 139),
    );
    expect(event('{"type":"Dial","timestamp":"2026-11-21T03:19:53.139-0530"}').timestamp).toBe(
      Date.UTC(2026, 10, 21, 8, 49, 53, 139),
    );
    expect(event('{"type":"Dial","timestamp":"yesterday"}').timestamp).toBeNull();
  });

  it('tells a SIP leg by its Call-ID, and one without by null', () => {
    const [sip, local] = ['"abc@host"', '""'].map((id) =>
      channelOf(event(`{"type":"ChannelCreated","channel":{"id":"1","name":"n","state":"Up","protocol_id":${id}}}`)),
    );
    expect([sip?.protocolId, local?.protocolId]).toEqual(['abc@host', null]);
  });

  it('keeps hostile text as data', () => {
    const name = '<img src=x onerror=alert(1)>\r\n';
    const channel = { id: '1', name: 'n', state: 'Up', caller: { name, number: '1' }, connected: 'no object' };
    const decoded = channelOf(event(JSON.stringify({ type: 'ChannelCreated', channel })));
    expect([decoded?.caller.name, decoded?.connected]).toEqual([name, { name: '', number: '' }]);
  });

  it.each([['[]'], ['null'], ['7'], ['{"type":7}'], ['{'], ['']])('takes %j for nothing', (text) => {
    expect(decodeEvent(text)).toEqual({ kind: 'undecodable' });
  });

  it('tells an event that is newer than it', () => {
    expect(decodeEvent('{"type":"ChannelTeleported"}')).toEqual({ kind: 'unknown', type: 'ChannelTeleported' });
    expect(decodeEvent('{"type":"toString"}')).toEqual({ kind: 'unknown', type: 'toString' });
  });
});
