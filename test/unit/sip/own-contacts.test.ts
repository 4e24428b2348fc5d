import { afterEach, describe, expect, it } from 'vitest';
import { MemoryNote } from '../../support/memory-note.ts';
import { ScriptedBench } from './scripted-pbx.ts';

let bench: ScriptedBench;
afterEach(() => bench.phone.dispose());

/** A PBX that says which address it sees: of each connection another one. */
const seeing =
  (host: string, others: readonly string[] = []) =>
  (text: string): string =>
    text
      .replace(
        /^via: (.*)$/im,
        (_line, via: string) => `Via: ${via};rport=${40_000 + bench.links.length};received=${host}`,
      )
      .replace(/^Contact: .*$/m, (line) =>
        [line, ...others.map((each) => `Contact: <${each}>;expires=90`)].join('\r\n'),
      );

const contactsSent = () => bench.transport.sent.at(-1)?.all('contact') ?? [];
const me = () => /sip:(\w+)@/.exec(contactsSent()[0] ?? '')?.[1] ?? '';

async function registered(host = '192.0.2.9', note = new MemoryNote<string>(), others: readonly string[] = []) {
  bench = new ScriptedBench(seeing(host, others), { contactNote: note });
  await bench.up();
  return note;
}

describe('a contact of a connection that is gone', () => {
  it.each([
    ['192.0.2.9', '192.0.2.9'],
    ['2001:db8::9', '[2001:db8::9]'],
    ['[2001:db8::9]', '[2001:db8::9]'],
  ])('is taken back as the PBX, which sees %s, calls it, with the next REGISTER and no other', async (seen, host) => {
    const note = await registered(seen);
    expect(contactsSent()).toHaveLength(1);
    const [first = ''] = note.now;
    expect(first).toMatch(new RegExp(`^sip:${me()}@${host.replaceAll(/[[\]]/g, '\\$&')}:4\\d{4};transport=ws$`));
    await bench.breakConnection();
    await bench.clock.advance(1_000);
    expect(contactsSent()).toEqual([expect.stringContaining(`sip:${me()}@`), `<${first}>;expires=0`]);
    expect(note.now).toHaveLength(1);
    expect(note.now).not.toEqual([first]);
    void bench.phone.registerAgain();
    await bench.settle();
    expect(contactsSent()).toHaveLength(1);
  });

  it('is taken back by the Offhook after it, and what a note cannot have said goes into no header', async () => {
    const left = 'sip:killed@192.0.2.9:40000;transport=ws';
    const hostile = [
      'sip:killed@192.0.2.9:40000;transport=ws>\r\nEvil: 1',
      'sip:killed@192.0.2.9:40000;transport=ws>;expires=0, <sip:other@192.0.2.50:5060;transport=ws',
      'sip:killed@pbx.example:40000;transport=ws',
    ];
    const note = await registered('192.0.2.9', new MemoryNote<string>([left, ...hostile]));
    expect(contactsSent()).toEqual([expect.any(String), `<${left}>;expires=0`]);
    expect(note.now).toHaveLength(1);
  });

  it('is left where a registrar takes one contact at a time; a wrong password is not tried again for it', async () => {
    const left = 'sip:killed@192.0.2.9:40000;transport=ws';
    bench = new ScriptedBench((text) => text, { contactNote: new MemoryNote<string>([left]) });
    bench.transport.scripts.set('REGISTER', (request) =>
      request.all('contact').length > 1 ? '400 One Contact Please' : '200 OK',
    );
    await bench.up();
    expect(bench.phone.link.state).toBe('up');
    expect(bench.sent).toEqual(['REGISTER', 'REGISTER']);
    bench = new ScriptedBench((text) => text, { contactNote: new MemoryNote<string>([left]) });
    bench.transport.scripts.set('REGISTER', () => '401 Unauthorized');
    await bench.up();
    expect(bench.sent).toEqual(['REGISTER']);
  });

  it('is none where the phone took its leave, or the PBX does not say what it sees', async () => {
    const note = await registered();
    await bench.phone.stop(1_000);
    expect(note.now).toEqual([]);
    bench = new ScriptedBench();
    await bench.up();
    await bench.breakConnection();
    await bench.clock.advance(1_000);
    expect(bench.phone.link.state).toBe('up');
    expect(contactsSent()).toHaveLength(1);
  });
});

describe('beside a desk phone on the same account', () => {
  const deskPhone = 'sip:1001@192.0.2.50:5060';

  it('this phone alone is rung by the address the PBX sees; where there is no other, by its account', async () => {
    await registered();
    expect(bench.phone.ringsAt).toBeNull();
    const [now] = (await registered('192.0.2.9', new MemoryNote<string>(), [deskPhone])).now;
    expect(bench.phone.ringsAt).toBe(now);
  });

  /** What the PBX lists when it is asked. */
  const lists = async (...contacts: readonly string[]): Promise<void> => {
    bench.transport.scripts.set('REGISTER', (request) => {
      if (request.get('contact') === '') bench.transport.listed = contacts.map((each) => `<${each}>`).join(', ');
      return '200 OK';
    });
    bench.phone.retry();
    await bench.settle();
  };

  it('a contact that the PBX has lost is registered again, and one that somebody new took over is not', async () => {
    await registered('192.0.2.9', new MemoryNote<string>(), [deskPhone]);
    await lists(deskPhone);
    expect(bench.phone.link.state).toBe('up');
    expect(contactsSent()).toHaveLength(1);
    await registered('192.0.2.9', new MemoryNote<string>(), [deskPhone]);
    await lists('sip:somebody@new.invalid;transport=ws');
    expect(bench.phone.link).toMatchObject({ state: 'down', failure: { kind: 'replaced' } });
  });
});
