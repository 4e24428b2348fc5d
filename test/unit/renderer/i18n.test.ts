import { afterEach, describe, expect, it } from 'vitest';
import { target } from '../../../preload/contract/requests.ts';
import {
  agentState,
  callAction,
  endedReason,
  linkFailureKind,
  linkName,
  presence,
  refusalReason,
  rehearsalKind,
} from '../../../preload/contract/views.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { speak, t } from '../../../renderer/i18n/texts.ts';

const tables: readonly (readonly [string, readonly string[], Readonly<Record<string, unknown>>])[] = [
  ['action', callAction.options, t.call.actions],
  ['action under way', callAction.options, t.call.running],
  ['action refused', callAction.options, t.call.refusedAction],
  ['action in the palette', callAction.options, t.palette.callAction],
  ['refusal', refusalReason.options, t.call.refusal],
  ['end', endedReason.options, t.call.ended],
  ['short end', endedReason.options, t.call.endedShort],
  ['link failure', linkFailureKind.options, t.link.failures],
  ['link', linkName.options, t.link.names],
  ['agent state', agentState.options, t.agent],
  ['presence', presence.options, t.transfer.presence],
  ['kind of target', target.shape.kind.options, t.transfer.kinds],
  ['rehearsal', rehearsalKind.options, t.rehearsals],
];

describe('the words', () => {
  it.each(tables)('know every %s of the contract and no other', (_what, options, words) => {
    expect(Object.keys(words).toSorted()).toEqual([...options].toSorted());
  });

  it('tell every end of a call apart, in a sentence', () => {
    const sentences = Object.values(t.call.ended);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it('tell every link failure apart, naming where', () => {
    const sentences = Object.values(t.link.failures).map((failure) => failure('pbx.example:8089'));
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toContain('pbx.example:8089');
  });
});

describe('another language', () => {
  afterEach(() => speak(en));

  it('is read by whatever is drawn after it was chosen', () => {
    const drawn = () => `${t.close} ${t.call.actions.answer}`;
    expect(drawn()).toBe('Close Answer');
    speak({ ...en, close: 'Zu', call: { ...en.call, actions: { ...en.call.actions, answer: 'Ran' } } });
    expect(drawn()).toBe('Zu Ran');
  });
});
