import { describe, expect, test } from 'vitest';
import { settingsSchema } from '../../../../preload/contract/settings.ts';
import {
  type LookupDraft,
  lookupDraftOf,
  lookupProblem,
  lookupWish,
} from '../../../../renderer/settings/lookup-draft.ts';

const saved = {
  ...{ url: 'https://crm.example/api?n={e164}', method: 'POST', body: '{"n":"{e164}"}', budget: 800, keepMinutes: 10 },
  headers: { 'X-Key': '{secret}', Accept: 'application/json; q=1' },
  fields: [
    { label: 'Customer', pointer: '/customer/name' },
    { label: 'a = b', pointer: '/odd=/1' },
  ],
};
const draft = (change: Partial<LookupDraft> = {}): LookupDraft => ({ ...lookupDraftOf(null), ...change });

describe('the web service of the settings, while it is written', () => {
  test('comes out as it went in, and as the schema takes it', () => {
    const wish = lookupWish(lookupDraftOf(saved));
    expect(wish).toEqual(saved);
    expect(settingsSchema.shape.lookup.safeParse(wish).success).toBe(true);
  });

  test('without an address is none; with one it begins with the usual', () => {
    expect(lookupWish(draft({ url: ' ', fields: 'Customer = /name' }))).toBeNull();
    expect(lookupWish(draft({ url: 'https://crm.example/', fields: 'Customer=/name\n\n' }))).toEqual({
      ...{ url: 'https://crm.example/', method: 'GET', headers: {}, budget: 800, keepMinutes: 10 },
      fields: [{ label: 'Customer', pointer: '/name' }],
    });
  });

  test('keeps what cannot be as it was typed, for the schema to refuse', () => {
    const wish = lookupWish(draft({ url: 'https://crm.example/', fields: 'Customer', budget: 'soon' }));
    expect(wish).toMatchObject({ fields: [{ label: 'Customer', pointer: '' }], budget: 'soon' });
    expect(settingsSchema.shape.lookup.safeParse(wish).success).toBe(false);
  });

  test('is told of a misspelt variable and of a header that is none; braces of JSON are no variables', () => {
    expect(lookupProblem(draft({ url: 'https://crm.example/{nationel}' }), 'url')).toContain('{nationel}');
    expect(lookupProblem(draft({ url: 'https://crm.example/{var:CRM_ID}' }), 'url')).toBeNull();
    expect(lookupProblem(draft({ headers: 'X-Key: a\nX-Other' }), 'headers')).not.toBeNull();
    const body = (text: string) => lookupProblem(draft({ method: 'POST', body: text }), 'body');
    expect(body('{"query":"query($n:String!){ contact(phone:$n) { name } }","at":{"n":"{e164}"}}')).toBeNull();
    expect(body('{"n":"{e146}"}')).toContain('{e146}');
  });
});
