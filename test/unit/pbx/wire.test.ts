import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeCertificates } from '../../pbx/certificate.ts';
import { madeUpCaller } from '../../pbx/made-up-callers.ts';
import { decodeMulaw, encodeMulaw } from '../../pbx/sip/mulaw.ts';
import { formatSip, header, parseSip, quoted, uriOf } from '../../pbx/sip/sip-message.ts';
import { digitFrames } from '../../pbx/sip/telephone-event.ts';
import { AmiSplitter, formatAction } from '../../pbx/truth/ami-wire.ts';
import { EventRing } from '../../pbx/truth/event-ring.ts';

describe('the judge of AMI', () => {
  const bytes = new TextEncoder().encode(
    'Asterisk Call Manager/11.0.0\r\nEvent: Newchannel\r\nCallerIDName: Ünal: 😀\r\n\r\nOutput: a\r\nOutput: b\r\n\r\n',
  );

  it('reads the same messages however the bytes are cut', () => {
    const whole = new AmiSplitter().push(bytes);
    expect(whole).toEqual([{ Event: 'Newchannel', CallerIDName: 'Ünal: 😀' }, { Output: 'a\nb' }]);
    const splitter = new AmiSplitter();
    expect([...bytes].flatMap((byte) => splitter.push(Uint8Array.of(byte)))).toEqual(whole);
  });

  it('repeats a header that has several values and refuses a line break', () => {
    expect(formatAction({ Action: 'Originate', Variable: ['A=1', 'B=2'], Context: undefined })).toBe(
      'Action: Originate\r\nVariable: A=1\r\nVariable: B=2\r\n\r\n',
    );
    expect(() => formatAction({ Action: 'x\r\nAction: Command' })).toThrow('line break');
  });

  it('finds an event that came before anybody waited, when told since when', async () => {
    const ring = new EventRing(2);
    const mark = ring.mark();
    for (const Uniqueid of ['1', '2', '3']) ring.push({ Event: 'Hangup', Uniqueid });
    expect(ring.events.map((event) => event['Uniqueid'])).toEqual(['2', '3']);
    expect(await ring.waitFor((event) => event['Uniqueid'] === '3', { since: mark })).toMatchObject({ Uniqueid: '3' });
    await expect(ring.waitFor((event) => event['Uniqueid'] === '3', { within: 1 })).rejects.toThrow('no such event');
  });
});

describe('the SIP caller', () => {
  it('quotes a name as RFC 3261 says', () => {
    expect(quoted('O\'Brien "Bob" \\ Ünal 😀')).toBe(String.raw`"O'Brien \"Bob\" \\ Ünal 😀"`);
  });

  it('reads what it writes', () => {
    const text = formatSip(
      'INVITE sip:600@127.0.0.1 SIP/2.0',
      [
        ['Via', 'a'],
        ['Via', 'b'],
        ['CSeq', '1 INVITE'],
      ],
      'é\r\n',
    );
    const message = parseSip(text);
    expect(message).toMatchObject({ status: 0, method: 'INVITE', body: 'é\r\n' });
    expect(message.headers.get('via')).toEqual(['a', 'b']);
    expect(header(message, 'content-length')).toBe('4');
    expect(parseSip('SIP/2.0 486 Busy Here\r\n\r\n')).toMatchObject({ status: 486, method: '' });
    expect(uriOf('"A" <sip:a@b;x=1>;tag=2')).toBe('sip:a@b;x=1');
  });

  it('codes µ-law within its own precision', () => {
    // The values of ITU-T G.711 at the ends and in the middle.
    expect([encodeMulaw(0), encodeMulaw(1), encodeMulaw(-1)]).toEqual([0xff, 0x80, 0x00]);
    for (let byte = 0; byte < 256; byte++) {
      const again = encodeMulaw(decodeMulaw(byte));
      // Plus and minus zero are two codes of one value.
      expect(decodeMulaw(again)).toBeCloseTo(decodeMulaw(byte), 3);
    }
    for (const sample of [0.9, 0.25, 0.01, -0.3]) {
      expect(Math.abs(decodeMulaw(encodeMulaw(sample)) / sample - 1)).toBeLessThan(0.05);
    }
  });

  it('ends every digit three times, for a network that loses packets', () => {
    const frames = digitFrames('#');
    expect(frames.every((frame) => frame[2] === 11)).toBe(true);
    expect(frames.map((frame) => frame[1])).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
    expect(frames.map((frame) => (frame[3] ?? 0) >> 7)).toEqual([0, 0, 0, 0, 0, 1, 1, 1]);
    expect(frames.map((frame) => frame.readUInt16BE(4))).toEqual([160, 320, 480, 640, 800, 800, 800, 800]);
  });
});

describe('the certificate', () => {
  it('is signed by the CA, for localhost and 127.0.0.1', () => {
    const { ca, server, sha256 } = makeCertificates();
    const [authority, leaf] = [new X509Certificate(ca), new X509Certificate(server)];
    expect([authority.ca, leaf.ca]).toEqual([true, false]);
    expect(leaf.checkIssued(authority) && leaf.verify(authority.publicKey)).toBe(true);
    expect([leaf.checkHost('localhost'), leaf.checkIP('127.0.0.1')]).toEqual(['localhost', '127.0.0.1']);
    expect(leaf.checkHost('pbx.example')).toBeUndefined();
    expect(sha256).toBe(leaf.fingerprint256.replaceAll(':', '').toLowerCase());
    expect(new Date(leaf.validTo).getTime()).toBeGreaterThan(Date.now());
  });
});

describe('made-up callers', () => {
  it('differ from call to call and have only numbers kept free for fiction', () => {
    const callers = Array.from({ length: 30 }, (_, n) => madeUpCaller(n));
    expect(new Set(callers.map(({ number }) => number)).size).toBe(30);
    for (const { number } of callers) expect(number).toMatch(/^(\+1\d{3}55501\d{2}|\+442079460\d{3})$/);
  });
});
