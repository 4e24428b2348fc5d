import { useState } from 'react';
import type { ProfileView } from '../../preload/contract/profile.ts';
import { type Settings, settingsSchema } from '../../preload/contract/settings.ts';
import { failureText } from '../desk/outcome-text.ts';
import { t } from '../i18n/texts.ts';
import { useRequests } from '../profile/profile-context.ts';
import { valueIn } from './judge-change.ts';
import { LinkForm } from './link-form.tsx';
import { LinkPreview } from './link-preview.tsx';
import { useSetting } from './use-setting.ts';

export type LinkSetting = Settings['callLinks'][number];

/** What is opened for calls, by itself or by key: each with what it comes to, and one call to try it with. */
export function LinksSection({ profile }: { readonly profile: ProfileView }) {
  const setting = useSetting('callLinks');
  const [editing, setEditing] = useState<number | null>(null);
  const links = linksOf(profile.document);
  const { links: words } = t.settings;
  const change = async (next: readonly LinkSetting[]) => {
    setEditing(null);
    await setting.change(next.length === 0 ? undefined : next);
  };
  const others = (at: number) => links.filter((_, index) => index !== at).map(({ label }) => label);
  return (
    <div className="link-list" data-path="callLinks">
      <p className="field-hint">{words.hint}</p>
      {setting.problem !== null && <p className="field-problem">{setting.problem}</p>}
      {links.map((link, at) =>
        editing === at ? (
          <LinkForm
            key={link.label}
            link={link}
            taken={others(at)}
            onSave={(next) => void change(links.with(at, next))}
            onRemove={() => void change(links.filter((_, index) => index !== at))}
            onCancel={() => setEditing(null)}
          />
        ) : (
          <LinkRow
            key={link.label}
            link={link}
            onEdit={setting.held === null && link.command === undefined ? () => setEditing(at) : null}
          />
        ),
      )}
      {editing === links.length ? (
        <LinkForm
          link={{ label: '', url: 'https://', on: 'key' }}
          taken={others(-1)}
          onSave={(next) => void change([...links, next])}
          onRemove={null}
          onCancel={() => setEditing(null)}
        />
      ) : (
        setting.held === null && (
          <button type="button" className="button" onClick={() => setEditing(links.length)}>
            {words.add}
          </button>
        )
      )}
      {setting.held !== null && <p className="field-held">{setting.held}</p>}
    </div>
  );
}

/** What does not decode is none: main would not have taken it. */
function linksOf(document: ProfileView['document']): readonly LinkSetting[] {
  const found = settingsSchema.shape.callLinks.safeParse(valueIn(document, 'callLinks'));
  return found.success ? found.data : [];
}

function LinkRow({ link, onEdit }: { readonly link: LinkSetting; readonly onEdit: (() => void) | null }) {
  const request = useRequests();
  const [said, setSaid] = useState<string | null>(null);
  const { links: words } = t.settings;
  const tryOut = async () => {
    const failure = failureText(await request.tryLink({ label: link.label }));
    setSaid(failure === null ? words.opened(link.label) : t.contact.notOpened(link.label, failure));
  };
  return (
    <section className="setting" aria-label={link.label}>
      <h3>
        <bdi>{link.label}</bdi>
      </h3>
      <p className="meta">
        <bdi>{rulesText(link)}</bdi>
      </p>
      <LinkPreview url={link.url} command={link.command} />
      <div className="password-row">
        <button type="button" className="button small" onClick={() => void tryOut()}>
          {words.tryOut}
          <span className="hidden"> {link.label}</span>
        </button>
        {onEdit !== null && (
          <button type="button" className="button small" onClick={onEdit}>
            {words.change}
            <span className="hidden"> {link.label}</span>
          </button>
        )}
      </div>
      {link.command !== undefined && <p className="field-hint">{words.programs}</p>}
      <p role="status" className="field-hint">
        <bdi>{said}</bdi>
      </p>
    </section>
  );
}

function rulesText({ on, queue, did, direction }: LinkSetting): string {
  const { links: words } = t.settings;
  return [
    words.triggers[on],
    ...(direction === undefined ? [] : [words.directions[direction]]),
    ...(queue === undefined ? [] : [`${words.queue}: ${queue}`]),
    ...(did === undefined ? [] : [`${words.did}: ${did}`]),
  ].join(' · ');
}
