import { describe, expect, it } from 'vitest';
import { getvar, originate, userEvent, variableFields } from '../../../main/ami/actions.ts';
import { encodeAction } from '../../../main/ami/codec/encode-action.ts';

const sent = (action: Parameters<typeof encodeAction>[0]) => {
  const encoded = encodeAction(action, 'id-1');
  return encoded.ok ? encoded.value.toString('utf8') : encoded.failure;
};

describe('encodeAction', () => {
  it('writes one header a line and a blank line at the end', () => {
    expect(sent(getvar('CALLERID(name)', 'PJSIP/1001-00000001'))).toBe(
      'Action: Getvar\r\nActionID: id-1\r\nChannel: PJSIP/1001-00000001\r\nVariable: CALLERID(name)\r\n\r\n',
    );
  });

  it.each([
    ['a\rb', 'line-break'],
    ['a\nAction: Logoff', 'line-break'],
    ['a\0b', 'nul'],
    ['x'.repeat(1_015), 'too-long'],
    ['ü'.repeat(508), 'too-long'],
  ])('refuses %j with the name of its field', (value, why) => {
    expect(sent(userEvent('Pop', { Number: value }))).toEqual({ kind: 'bad-field', field: 'Number', why });
  });

  it('refuses an ActionID that would make Asterisk lose a line end', () => {
    const named = (id: string) => encodeAction(getvar('X'), id);
    expect(named('q'.repeat(61))).toEqual({
      ok: false,
      failure: { kind: 'bad-field', field: 'ActionID', why: 'too-long' },
    });
    expect(named('q'.repeat(60)).ok).toBe(true);
  });

  it('lets a line be 1022 bytes long', () => {
    const line = `Number: ${'x'.repeat(1_014)}`;
    expect(line).toHaveLength(1_022);
    expect(sent(userEvent('Pop', { Number: 'x'.repeat(1_014) }))).toContain(`${line}\r\n`);
  });

  it.each([['a b'], ['a:b'], ['a\nb'], ['']])('refuses %j as a name', (field) => {
    expect(sent({ name: 'UserEvent', fields: [[field, 'x']] })).toEqual({ kind: 'bad-field', field, why: 'bad-name' });
  });

  it('refuses a line break in the name of the action, too', () => {
    expect(sent({ name: 'Ping\r\nAction: Logoff', fields: [] })).toMatchObject({ field: 'Action', why: 'line-break' });
  });

  it('sends 128 headers and not one more', () => {
    const many = (count: number) => ({
      name: 'UserEvent',
      fields: Array.from({ length: count }, () => ['K', 'v'] as const),
    });
    expect(sent(many(126))).toContain('K: v');
    expect(sent(many(127))).toMatchObject({ kind: 'bad-field', why: 'too-many-headers' });
  });

  it('makes every Originate asynchronous, whatever its fields say', () => {
    const action = originate({ channel: 'PJSIP/1001', to: { kind: 'application', name: 'Echo', data: '' } });
    const stubborn = { ...action, fields: [...action.fields, ['async', 'false'] as const] };
    expect(sent(stubborn)).toBe(
      'Action: Originate\r\nActionID: id-1\r\nAsync: true\r\nChannel: PJSIP/1001\r\nApplication: Echo\r\nData: \r\n\r\n',
    );
  });
});

describe('variableFields', () => {
  it('makes one header a variable and escapes what Asterisk would split or eat', () => {
    expect(variableFields({ A: 'x,y', B: 'say "hi" \\ bye' })).toEqual([
      ['Variable', 'A=x\\,y'],
      ['Variable', 'B=say \\"hi\\" \\\\ bye'],
    ]);
  });
});
