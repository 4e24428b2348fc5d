import type { CallView } from '../../preload/contract/views.ts';
import type { Editing } from './contact-form.tsx';

/** Whom a call is with, to be edited; somebody the directory does not know, to be added. Null: there is nobody to write down. */
export function editingOf(call: CallView | null): Editing | null {
  const people = call?.context?.people ?? [];
  const [person] = people;
  if (call === null || people.length > 1) return null;
  if (person !== undefined) {
    const { id, name, company, role, email, note, numbers } = person;
    const known = numbers.map(({ label, number }) => ({ label, raw: number.raw }));
    return { id, draft: { name, company, role, email, note, numbers: known } };
  }
  const { name, number } = call.party;
  if (number === null) return null;
  return {
    id: null,
    draft: {
      ...{ name: (name ?? '').slice(0, 120), company: '', role: '', email: '', note: '' },
      numbers: [{ label: '', raw: number.raw.slice(0, 60) }],
    },
  };
}
