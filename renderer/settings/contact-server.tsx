import { useEffect, useState } from 'react';
import type { ContactServerView } from '../../preload/contract/contacts.ts';
import type { PasswordName, ProfileView } from '../../preload/contract/profile.ts';
import { timeOfDay } from '../desk/format.ts';
import { t } from '../i18n/texts.ts';
import { useRequests } from '../profile/profile-context.ts';
import { GroupSetting } from './group-setting.tsx';
import { valueIn } from './judge-change.ts';
import { PasswordRow } from './password-row.tsx';

type Kind = ContactServerView['kind'];

const passwords: Readonly<Record<Kind, PasswordName>> = { carddav: 'carddavPassword', ldap: 'ldapPassword' };

/** The servers contacts are read from: what they are, the password, and how the last reading went. */
export function ContactServers({ profile }: { readonly profile: ProfileView }) {
  const { document, secrets } = profile;
  const isSet = (kind: Kind): boolean => {
    const server = valueIn(document, `contacts.${kind}`);
    return typeof server === 'object' && server !== null;
  };
  return (
    <>
      <GroupSetting
        path="contacts.carddav"
        title={t.contacts.servers.titles.carddav}
        usual={{ refreshMinutes: 60 }}
        fields={[
          { path: 'contacts.carddav.url', kind: 'text' },
          { path: 'contacts.carddav.username', kind: 'text' },
          { path: 'contacts.carddav.caFile', kind: 'text' },
          { path: 'contacts.carddav.refreshMinutes', kind: 'number' },
        ]}
      />
      {isSet('carddav') && <ServerStatus kind="carddav" secrets={secrets} />}
      <GroupSetting
        path="contacts.ldap"
        title={t.contacts.servers.titles.ldap}
        usual={{ refreshMinutes: 60 }}
        fields={[
          { path: 'contacts.ldap.url', kind: 'text' },
          { path: 'contacts.ldap.base', kind: 'text' },
          { path: 'contacts.ldap.username', kind: 'text' },
          { path: 'contacts.ldap.filter', kind: 'text' },
          { path: 'contacts.ldap.caFile', kind: 'text' },
          { path: 'contacts.ldap.refreshMinutes', kind: 'number' },
        ]}
      />
      {isSet('ldap') && <ServerStatus kind="ldap" secrets={secrets} />}
    </>
  );
}

function ServerStatus({ kind, secrets }: { readonly kind: Kind; readonly secrets: ProfileView['secrets'] }) {
  const request = useRequests();
  const [server, setServer] = useState<ContactServerView | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let there = true;
    void request.contactServers({}).then((reply) => {
      if (there && reply.ok) setServer(reply.value.servers.find((each) => each.kind === kind) ?? null);
    });
    return () => {
      there = false;
    };
  }, [request, kind]);
  const readNow = async () => {
    setBusy(true);
    const reply = await request.syncContacts({ kind });
    setBusy(false);
    if (reply.ok) setServer(reply.value.servers.find((each) => each.kind === kind) ?? null);
  };
  const { servers } = t.contacts;
  return (
    <section className="setting" aria-label={servers.titles[kind]}>
      <PasswordRow name={passwords[kind]} secrets={secrets} />
      <div className="password-row">
        <button type="button" className="button small" aria-disabled={busy} onClick={() => void (busy || readNow())}>
          {servers.now}
        </button>
      </div>
      <p role="status" className={busy || server === null || server.failure === null ? 'field-hint' : 'field-problem'}>
        <bdi>{busy || server?.reading === true ? servers.reading : server === null ? null : statusText(server)}</bdi>
      </p>
    </section>
  );
}

function statusText({ failure, people, rejected, readAt }: ContactServerView): string {
  const { servers } = t.contacts;
  if (failure !== null) {
    const stays = people === null || people === 0 ? '' : ` ${servers.stays(people)}`;
    return `${servers.failures[failure.kind]}${failure.detail === '' ? '' : ` (${failure.detail})`}${stays}`;
  }
  if (people === null) return servers.never;
  return readAt === null ? servers.before(people) : servers.read(people, rejected, timeOfDay(readAt));
}
