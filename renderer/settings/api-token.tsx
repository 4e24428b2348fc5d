import { useState } from 'react';
import { said, t } from '../i18n/texts.ts';
import { useRequests } from '../profile/profile-context.ts';

/** What another program knows Offhook by. Made here, shown once, and never given out again. */
export function ApiToken({ isKept }: { readonly isKept: boolean }) {
  const request = useRequests();
  const [token, setToken] = useState<string | null>(null);
  const [told, setTold] = useState('');
  const make = async () => {
    const reply = await request.makeApiToken({});
    if (!reply.ok) return setTold(t.settings.lost);
    const { value: made } = reply;
    if (made.outcome === 'refused') return setTold(t.settings.notSaved(said(made.problems[0]?.words ?? '')));
    setTold(isKept ? t.crm.oldGone : '');
    setToken(made.token);
  };
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    setTold(t.crm.copied);
  };
  return (
    <div className="setting">
      <div className="password-row">
        <span className="password-name">{t.crm.token}</span>
        <span className="meta">{isKept ? t.settings.account.held : t.settings.account.missing}</span>
        <button type="button" className="button small" onClick={() => void make()}>
          {isKept ? t.crm.makeNew : t.crm.make}
        </button>
      </div>
      {token !== null && (
        <>
          <p className="field-hint">{t.crm.tokenIs}</p>
          <div className="password-row">
            <output className="api-token">{token}</output>
            <button type="button" className="button small" onClick={() => void copy(token)}>
              {t.crm.copy}
            </button>
          </div>
        </>
      )}
      <p className="field-hint" role="status">
        {told}
      </p>
    </div>
  );
}
