import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type AriEvent, causeOf, channelOf, decodeEvent, dialOf, isFlood } from '../../../main/ari/event.ts';

const recorded = (name: string): readonly string[] =>
  gunzipSync(readFileSync(new URL(`../../captures/${name}.gz`, import.meta.url)))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');

const captures = readdirSync(new URL('../../captures', import.meta.url))
  .filter((name) => name.endsWith('.ari.jsonl.gz'))
  .map((name) => name.replace(/\.gz$/, ''));

function event(text: string): AriEvent {
  const decoded = decodeEvent(text);
  if (decoded.kind !== 'event') throw new Error(decoded.kind);
  return decoded.event;
}

describe('decodeEvent', () => {
  it.each([16, 22])('finds every event that Asterisk %i sent as its schema says', (version) => {
    const lines = captures.filter((name) => name.includes(`-${version}.`)).flatMap(recorded);
    expect(lines.length).toBeGreaterThan(1_500);
    expect(lines.map((line) => decodeEvent(line)).filter(({ kind }) => kind !== 'event')).toEqual([]);
  });

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
    const at = (timestamp: string) => event(JSON.stringify({ type: 'ApplicationReplaced', timestamp })).timestamp;
    expect(at('2026-11-21T03:19:53.139+0000')).toBe(Date.UTC(2026, 10, 21, 3, 19, 53, 139));
    expect(at('2026-11-21T03:19:53.139-0530')).toBe(Date.UTC(2026, 10, 21, 8, 49, 53, 139));
    expect(at('yesterday')).toBeNull();
  });

  it('tells a SIP leg by its Call-ID, and one without by null', () => {
    const [sip, local] = ['"abc@host"', '""'].map((id) =>
      channelOf(event(`{"type":"ChannelCreated","channel":{"id":"1","name":"n","state":"Up","protocol_id":${id}}}`)),
    );
    expect([sip?.protocolId, local?.protocolId]).toEqual(['abc@host', null]);
  });

  it('keeps hostile text as data', () => {
    const name = '<img src=x onerror=alert(1)>\r\n';
    const channel = { id: '1', name: 'n', state: 'Up', caller: { name, number: '1' } };
    const decoded = channelOf(event(JSON.stringify({ type: 'ChannelCreated', channel })));
    expect([decoded?.caller.name, decoded?.connected]).toEqual([name, { name: '', number: '' }]);
  });

  it('takes what is missing for empty, as an older Asterisk leaves it out, and keeps what is new', () => {
    const { raw } = event('{"type":"ChannelCreated","channel":{"id":"1","name":"n","state":"Up","colour":"red"}}');
    expect(raw['channel']).toMatchObject({ protocol_id: '', dialplan: { app_name: '' }, colour: 'red' });
  });

  it.each([
    ['no channel', { type: 'ChannelHold' }, 'channel'],
    ['a channel without a name', { type: 'ChannelHold', channel: { id: '1', state: 'Up' } }, 'channel.name'],
    [
      'a cause in words',
      { type: 'ChannelDestroyed', channel: { id: '1', name: 'n', state: 'Up' }, cause: 'x' },
      'cause',
    ],
    [
      'a caller that is none',
      { type: 'ChannelCreated', channel: { id: '1', name: 'n', state: 'Up', caller: [] } },
      'channel.caller',
    ],
  ])('says where an event is broken: %s', (_what, sent, at) => {
    expect(decodeEvent(JSON.stringify(sent))).toMatchObject({ kind: 'broken', type: sent.type, at });
  });

  it.each([['[]'], ['null'], ['7'], ['{"type":7}'], ['{'], ['']])('takes %j for nothing', (text) => {
    expect(decodeEvent(text)).toEqual({ kind: 'undecodable' });
  });

  it('tells an event that is newer than it', () => {
    expect(decodeEvent('{"type":"ChannelTeleported"}')).toEqual({ kind: 'unknown', type: 'ChannelTeleported' });
    expect(decodeEvent('{"type":"toString"}')).toEqual({ kind: 'unknown', type: 'toString' });
  });
});

describe('isFlood', () => {
  it('knows variables and steps of the dialplan unparsed, and nothing else', () => {
    const lines = captures.flatMap(recorded);
    const isNoise = (line: string) => /Varset|Dialplan/.test(event(line).type);
    expect(lines.filter((line) => isNoise(line) !== isFlood(line))).toEqual([]);
    expect(lines.filter(isFlood).length).toBeGreaterThan(1_000);
  });

  it('is not made to drop a call by what a caller calls himself', () => {
    const name = '{"variable":"A","value":"B","type":"ChannelVarset"}';
    const channel = { id: '1', name: 'n', state: 'Up', caller: { name, number: '1' } };
    expect(isFlood(JSON.stringify({ type: 'ChannelCreated', channel }))).toBe(false);
    const told = (value: string, type: string) => JSON.stringify({ variable: 'A', value, type });
    expect(isFlood(told('\\"', 'ChannelVarset'))).toBe(true);
    expect(isFlood(told('","type":"ChannelVarset', 'Other'))).toBe(false);
  });
});
