import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { place } from '../../../preload/contract/places.ts';
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
import { pseudoText } from '../../../renderer/fixtures/pseudo.ts';
import { de } from '../../../renderer/i18n/de.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { languageOf } from '../../../renderer/i18n/languages.ts';
import { said, speak, t } from '../../../renderer/i18n/texts.ts';

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
  ['kind of target', place.unwrap().shape.kind.options, t.transfer.kinds],
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

/** Every text of a catalogue by its path; a text with values to fill in is filled with marks, two ways. */
function textsOf(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const say = value as (...values: readonly unknown[]) => unknown;
    const filled = fillings[path];
    return filled === undefined ? textsOf(say('⟨a⟩', '⟨b⟩', '⟨c⟩'), path) : textsOf(say(...filled), path);
  }
  return Object.entries(value ?? {}).flatMap(([key, each]) => textsOf(each, path === '' ? key : `${path}.${key}`));
}

/** For those that are filled with something else than texts. */
const fillings: Readonly<Record<string, readonly unknown[]>> = {
  'call.origin': [{ kind: 'queue', queue: '⟨a⟩' }, '⟨b⟩'],
  'call.againTo': ['hangUp'],
  'contact.sharedBy': [['⟨a⟩', '⟨b⟩']],
  'ledger.seen': ['invite', '⟨b⟩'],
  'ledger.joined': ['dialog', 'call-id', '⟨c⟩'],
  'ledger.merged': ['call-id'],
  'ledger.notPopped': ['own-call'],
  'ledger.popClosed': ['over'],
  'settings.audio.decibels': [-12],
};

describe('German', () => {
  const [english, german] = [new Map(textsOf(en)), new Map(textsOf({ ...de, said: {} }))];

  it('has every text English has, and no other', () => {
    expect([...german.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('says something wherever English does', () => {
    expect([...english].filter(([path, text]) => (text === '') !== (german.get(path) === ''))).toEqual([]);
  });

  it('fills in every value English fills in', () => {
    const marks = (text: string | undefined) => [...new Set((text ?? '').match(/⟨.⟩/gu))].toSorted();
    for (const [path, text] of english) expect([path, marks(german.get(path))]).toEqual([path, marks(text)]);
  });

  it('leaves no sentence in English', () => {
    const sameInBoth = /lines$|^setup\.link\.placeholder$/;
    const left = [...english].filter(([path, text]) => /\p{L} \p{L}/u.test(text) && german.get(path) === text);
    expect(left.map(([path]) => path).filter((path) => !sameInBoth.test(path))).toEqual([]);
  });

  it('knows every sentence the settings say about a value', () => {
    const sentences = ['settings', 'caller-settings', 'desk-settings'].flatMap((file) => {
      const source = readFileSync(resolve(import.meta.dirname, `../../../preload/contract/${file}.ts`), 'utf8');
      return [...source.matchAll(/'(expected [^']+)'/g)].map(([, sentence = '']) => sentence);
    });
    expect(sentences.length).toBeGreaterThan(20);
    expect(sentences.filter((sentence) => de.said[sentence] === undefined)).toEqual([]);
  });
});

describe('the language', () => {
  it('is the one that was chosen, else the first of the system’s that is spoken here, else English', () => {
    expect(languageOf('de', ['en-US'])).toBe('de');
    expect(languageOf('system', ['de-AT', 'en'])).toBe('de');
    expect(languageOf('system', ['fr-CA', 'en-GB', 'de'])).toBe('en');
    expect(languageOf('system', ['fr'])).toBe('en');
    expect(languageOf('system', [])).toBe('en');
  });
});

describe('the made-up longer language', () => {
  it('has accents and at least two fifths more letters, and leaves what is filled in', () => {
    expect(pseudoText('Take back')).toMatch(/^Táké báçk löñ|^Táké báçk lön/);
    expect(pseudoText('Nothing is lost').length).toBeGreaterThanOrEqual(1.4 * 'Nothing is lost'.length);
    expect(pseudoText('12:30')).toBe('12:30');
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

  it('says main’s own sentences, and leaves those of others and details in brackets', () => {
    speak(de);
    expect(said('expected a whole number')).toBe('erwartet: eine ganze Zahl');
    expect(said('is not valid JSON (at line 3)')).toBe('ist kein gültiges JSON (at line 3)');
    expect(said('EACCES: permission denied')).toBe('EACCES: permission denied');
    speak(en);
    expect(said('expected a whole number')).toBe('expected a whole number');
  });
});
