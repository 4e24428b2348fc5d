import { gunzipSync } from 'node:zlib';
import { array, assert, asyncProperty, stringMatching } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../../../main/base/log.ts';
import { FlightRecorder } from '../../../main/recorder/flight-recorder.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const silent = createLogger(
  () => undefined,
  () => 0,
);
const recorderOf = () => new FlightRecorder({ me: ['PJSIP/1001'], clock: new FakeClock(), log: silent });

/** All that leaves the app, as bytes and unpacked, in every reading somebody might give it. */
async function exported(recorder: FlightRecorder): Promise<string> {
  const files = [await recorder.save({ maskNumbers: false }), await recorder.save({ maskNumbers: true })];
  return files
    .flatMap((bytes) => [bytes.toString('latin1'), gunzipSync(bytes).toString('utf8')])
    .join('\n')
    .toLowerCase();
}

async function expectNothingOf(recorder: FlightRecorder, ...canaries: readonly string[]): Promise<void> {
  const all = await exported(recorder);
  const forms = (secret: string) => [
    secret,
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('hex'),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ];
  for (const canary of canaries) for (const form of forms(canary)) expect(all).not.toContain(form.toLowerCase());
  expect(all).toContain('"recording":"offhook"');
}

const block = (...lines: readonly string[]) => lines.join('\r\n');

describe('what a recording never holds', () => {
  test('AMI: passwords and digests of the login, however it logs in', async () => {
    const recorder = recorderOf();
    recorder.ami.received(block('Response: Success', 'ActionID: 1', 'Challenge: 558866331'));
    recorder.ami.sent('Login', '2', [
      ['Username', 'agent1001'],
      ['AuthType', 'MD5'],
      ['Key', 'd41d8cd98f00b204e9800998ecf8427e'],
    ]);
    recorder.ami.sent('Login', '3', [
      ['Username', 'agent1001'],
      ['Secret', 'correct horse battery'],
    ]);
    recorder.ami.received(block('Response: Success', 'ActionID: 3', 'Message: Authentication accepted'));
    await expectNothingOf(recorder, '558866331', 'd41d8cd98f00b204e9800998ecf8427e', 'correct horse battery');
    const kept = await exported(recorder);
    expect(kept).toContain('authentication accepted');
    expect(kept).toContain('agent1001');
  });

  test('AMI: digits, heard or sent, in events, actions, variables, menus and applications', async () => {
    const recorder = recorderOf();
    const channel = ['Channel: PJSIP/trunk-0000000a', 'Uniqueid: 17.1', 'Linkedid: 17.1'];
    recorder.ami.received(block('Event: DTMFBegin', ...channel, 'Digit: 8675309', 'Direction: Received'));
    recorder.ami.received(block('Event: DTMFEnd', ...channel, 'Digit: 8675309', 'DurationMs: 100'));
    recorder.ami.received(block('Event: VarSet', ...channel, 'Variable: PIN', 'Value: 8675309'));
    recorder.ami.received(block('Event: Newexten', ...channel, 'Extension: 8675309', 'AppData: 8675309'));
    recorder.ami.received(block('Event: Newstate', ...channel, 'Exten: 8675309', 'Context: ivr', 'Priority: 1'));
    recorder.ami.received(block('Event: BridgeEnter', 'BridgeUniqueid: b1', ...channel, 'Exten: 8675309'));
    recorder.ami.received(block('Event: Status', 'ActionID: 9', ...channel, 'Application: Read', 'Data: 8675309'));
    recorder.ami.received(block('Event: Status', ...channel, 'Variable: PIN=8675309', 'Seconds: 4'));
    recorder.ami.received(block('Event: Newchannel', ...channel, 'ChanVariable: PIN=8675309', 'Exten: 500'));
    recorder.ami.received(block('Event: Hangup', ...channel, 'ChanVariable(PJSIP/x): PIN=8675309'));
    recorder.ami.received(
      block('Event: UserEvent', ...channel, 'UserEvent: Account', 'Name: 8675309', 'Status: 8675309', '8675309: x'),
    );
    recorder.ami.received(block('Response: Success', 'ActionID: 4', 'Output: PIN=8675309', 'tail 8675309'));
    recorder.ami.sent('PlayDTMF', '5', [
      ['Channel', 'PJSIP/trunk-0000000a'],
      ['Digit', '8675309'],
    ]);
    recorder.ami.sent('Setvar', '6', [
      ['Variable', 'PIN'],
      ['Value', '8675309'],
    ]);
    await expectNothingOf(recorder, '8675309');
    const kept = await exported(recorder);
    expect(kept).toContain('bridgeuniqueid: b1');
    expect(kept).toContain('exten: 500');
    expect(kept).not.toMatch(/dtmf(begin|end)/);
  });

  test('AMI: what would let somebody take a living call over', async () => {
    const recorder = recorderOf();
    const callId = '7f3a-very-secret@pbx';
    recorder.ami.received(
      block('Response: Success', 'ActionID: 7', 'Variable: CHANNEL(pjsip,call-id)', `Value: ${callId}`),
    );
    recorder.ami.received(block('Event: Status', 'Variable: CHANNEL(pjsip,local_tag)=tagOfOurs'));
    recorder.ami.received(block('Response: Success', 'Variable: CHANNEL(pjsip,remote_tag)', 'Value: tagOfTheirs'));
    recorder.sip.told({ kind: 'dialog', dialog: callId });
    await expectNothingOf(recorder, callId, 'tagOfOurs', 'tagOfTheirs');
    // It still joins.
    const aliases = [...(await exported(recorder)).matchAll(/call-id-[0-9a-f]{16}/g)].map(([alias]) => alias);
    expect(new Set(aliases).size).toBe(1);
    expect(aliases.length).toBeGreaterThanOrEqual(4);
  });

  test('ARI: credentials, digits, variables, what is played or said, and Call-IDs', async () => {
    const recorder = recorderOf();
    const channel = {
      ...{ id: '17.1', name: 'PJSIP/trunk-0000000a', state: 'Up', protocol_id: 'callIdCanary', accountcode: 'cAnArY' },
      ...{ caller: { name: 'Ann', number: '+15551230001' }, connected: { name: '', number: '', pin: 'cAnArY' } },
      dialplan: { context: 'ivr', exten: 'cAnArY', priority: 1, app_name: 'SayDigits', app_data: 'cAnArY' },
      channelvars: { PIN: 'cAnArY' },
    };
    for (const type of ['ChannelStateChange', 'ChannelDialplan', 'ChannelHold', 'StasisStart', 'ChannelVarset']) {
      const more = { value: 'cAnArY', variable: 'PIN', dialplan_app_data: 'cAnArY', args: ['cAnArY'] };
      recorder.ari.received({ type, timestamp: '2026-01-01T00:00:00.000+0000', channel, ...more });
    }
    recorder.ari.received({ type: 'ChannelDtmfReceived', digit: 'cAnArY', channel });
    recorder.ari.received({ type: 'ChannelUserevent', eventname: 'x', userevent: { PIN: 'cAnArY' }, channel });
    recorder.ari.received({ type: 'PlaybackStarted', playback: { media_uri: 'digits:cAnArY' } });
    recorder.ari.received({ type: 'TextMessageReceived', message: { body: 'cAnArY' } });
    recorder.ari.received({ type: 'cAnArYevent'.slice(6), soft: { deep: 'cAnArY' }, cause: ['cAnArY'] });
    recorder.ari.asked(1, 'GET', '/channels/17.1');
    recorder.ari.answered(1, '/channels/17.1', true, channel);
    recorder.ari.answered(2, '/channels', true, [channel, 'cAnArY', null]);
    recorder.ari.answered(3, '/channels/17.1/variable', true, { value: 'cAnArY' });
    recorder.ari.answered(4, '/asterisk/info', true, { config: { password: 'cAnArY' } });
    const bridge = { id: 'b-1', name: 'cAnArY', creator: 'cAnArY', channels: ['17.1', { pin: 'cAnArY' }] };
    recorder.ari.answered(5, '/bridges', true, [{ ...bridge, bridgevars: { PIN: 'cAnArY' } }]);
    await expectNothingOf(recorder, 'cAnArY', 'callIdCanary');
    expect(await exported(recorder)).toContain('pjsip/trunk-0000000a');
    expect(await exported(recorder)).toContain('"channels":["17.1"]');
  });

  test('SIP: challenges, digests, tags, contacts, keys of a session, digits by INFO, tokens of a transfer', async () => {
    const recorder = recorderOf();
    const secrets = {
      ...{ nonce: 'n0nceCanary', response: 'd1gestCanary', cnonce: 'cn0nceCanary', opaque: '0paqueCanary' },
      ...{ ours: 'tagOfOurs', theirs: 'tagOfTheirs', branch: 'z9hG4bKbranchCanary', id: 'callIdCanary@pbx' },
      ...{ ufrag: 'ufragCanary', pwd: 'icePwdCanary', key: 'inlineKeyCanary', print: 'AA:BB:CC:CANARY' },
      ...{ contact: 'contactCanary', digits: '8675309', password: 'uriPasswordCanary', unknown: 'headerCanary' },
    };
    const { ours, theirs, id, digits } = secrets;
    const common = [
      `Via: SIP/2.0/WSS x.invalid;branch=${secrets.branch}`,
      `From: "Ann; tag=x" <sip:1001:${secrets.password}@pbx>;tag=${ours}`,
      `t: <sip:1002@pbx;transport=ws>;tag=${theirs}`,
      `i: ${id}`,
      `Contact: <sip:${secrets.contact}@x.invalid>`,
      `X-Unknown: ${secrets.unknown}`,
    ];
    const folded = `Authorization: Digest username="1001",\r\n nonce="${secrets.nonce}",\r\n\tresponse="${secrets.response}"`;
    const sdp = [
      ...['v=0', `o=- 1 1 IN IP4 1.2.3.4`, 'm=audio 9 UDP/TLS/RTP/SAVPF 111', `a=ice-ufrag:${secrets.ufrag}`],
      ...[`a=ice-pwd:${secrets.pwd}`, `a=crypto:1 AES inline:${secrets.key}`, `a=fingerprint:sha-256 ${secrets.print}`],
      'a=sendonly',
    ].join('\r\n');
    const message = (first: string, headers: readonly string[], body = '') =>
      [first, ...common, ...headers, '', body].join('\r\n');
    recorder.sip.sent(
      message('REGISTER sip:pbx SIP/2.0', [folded, `Proxy-Authorization: Digest cnonce="${secrets.cnonce}"`]),
    );
    recorder.sip.received(
      message('SIP/2.0 401 Unauthorized', [
        `WWW-Authenticate: Digest nonce="${secrets.nonce}",opaque="${secrets.opaque}"`,
      ]),
    );
    recorder.sip.sent(message('INVITE sip:1002@pbx;user=phone SIP/2.0', ['Content-Type: application/sdp'], sdp));
    recorder.sip.sent(
      message('REFER sip:1002@pbx SIP/2.0', [
        `Refer-To: <sip:1003@pbx?Replaces=${encodeURIComponent(`${id};to-tag=${theirs};from-tag=${ours}`)}>`,
        `Replaces: ${id};to-tag=${theirs};from-tag=${ours}`,
      ]),
    );
    for (const type of [
      'application/dtmf-relay',
      'application/dtmf',
      'text/plain',
      'application/vnd.nortelnetworks.digits',
    ]) {
      recorder.sip.sent(message('INFO sip:1002@pbx SIP/2.0', [`c: ${type}`], `Signal=${digits}\r\nDuration=100`));
    }
    await expectNothingOf(recorder, ...Object.values(secrets));
    const kept = await exported(recorder);
    for (const useful of [
      'register sip:pbx sip/2.0',
      '401 unauthorized',
      'a=sendonly',
      'sip:1003@pbx',
      'sip:1001@pbx',
    ]) {
      expect(kept).toContain(useful);
    }
  });

  test('anything a newer PBX or somebody’s dialplan may send in a header that is not known to be harmless', async () => {
    const name = stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/).map((text) => `Zz${text}`);
    const headers = array(name, { minLength: 1, maxLength: 20 });
    await assert(
      asyncProperty(headers, async (names) => {
        const recorder = recorderOf();
        recorder.ami.received(block('Event: Newchannel', ...names.map((each) => `${each}: cAnArY-7`)));
        recorder.ami.sent(
          'Originate',
          '1',
          names.map((each) => [each, 'cAnArY-7'] as const),
        );
        recorder.ari.received({ type: 'Dial', ...Object.fromEntries(names.map((each) => [each, 'cAnArY-7'])) });
        recorder.sip.received(['SIP/2.0 200 OK', ...names.map((each) => `${each}: cAnArY-7`), '', ''].join('\r\n'));
        await expectNothingOf(recorder, 'cAnArY-7');
      }),
      { numRuns: 25 },
    );
  });
});
