import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../i18n/texts.ts';
import { useRequests } from '../profile/profile-context.ts';
import { ContactForm, type Editing } from './contact-form.tsx';
import { ImportSection } from './import-section.tsx';

const nobody: Editing = {
  id: null,
  draft: { name: '', company: '', role: '', email: '', note: '', numbers: [] },
};

/** The address book, beside the calls: a file taken in, somebody written, all of them saved. */
export function ContactsPane({ first }: { readonly first: Editing | null }) {
  const request = useRequests();
  const pane = useRef<HTMLElement>(null);
  const [editing, setEditing] = useState(first);
  const [count, setCount] = useState<number | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    let there = true;
    void request.countContacts({}).then((reply) => {
      if (there && reply.ok) setCount(reply.value.count);
    });
    return () => {
      there = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- counted anew after each change
  }, [request, changes]);
  const changed = () => setChanges((before) => before + 1);
  useLayoutEffect(() => {
    const before = document.activeElement;
    pane.current?.querySelector<HTMLElement>('input, button')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const done = (words: string | null) => {
    setEditing(null);
    setSaid(words);
    changed();
  };
  return (
    <aside className="contacts" aria-label={t.contacts.title} ref={pane}>
      <header className="messages-head">
        <h2>{t.contacts.title}</h2>
        {count !== null && <span>{t.contacts.count(count)}</span>}
        {editing === null && (
          <button type="button" className="button small mailbox-choice" onClick={() => setEditing(nobody)}>
            {t.contacts.add}
          </button>
        )}
      </header>
      <div className="contacts-body">
        <p role="status" className="contacts-said">
          <bdi>{said}</bdi>
        </p>
        {editing === null ? (
          <>
            <ImportSection onChange={changed} />
            <ExportSection onSaid={setSaid} />
          </>
        ) : (
          <ContactForm editing={editing} onDone={done} />
        )}
      </div>
    </aside>
  );
}

function ExportSection({ onSaid }: { readonly onSaid: (said: string) => void }) {
  const request = useRequests();
  const save = async (form: 'csv' | 'vcard3' | 'vcard4') => {
    const reply = await request.exportContacts({ form });
    const saved = reply.ok && reply.value.outcome === 'saved' ? reply.value.file : null;
    onSaid(saved === null ? t.contacts.refused(t.call.notDelivered) : t.contacts.saved(saved));
  };
  return (
    <section className="contacts-part" aria-label={t.contacts.exportTitle}>
      <h3>{t.contacts.exportTitle}</h3>
      <p className="meta">{t.contacts.exportHint}</p>
      <div className="contacts-buttons">
        {(['csv', 'vcard4', 'vcard3'] as const).map((form) => (
          <button key={form} type="button" className="button" onClick={() => void save(form)}>
            {t.contacts.exports[form]}
          </button>
        ))}
      </div>
    </section>
  );
}
