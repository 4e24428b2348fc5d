import { useState } from 'react';
import { t } from '../i18n/texts.ts';

/** Fetched when somebody wants it: no part of what a desk needs. */
const [manual] = Object.values(import.meta.glob<string>('../../docs/API.md', { query: '?raw', import: 'default' }));

/** docs/API.md as it is published, for whoever writes the other program. */
export function ApiManual() {
  const [text, setText] = useState('');
  const read = async () => {
    setText((await manual?.()) ?? '');
  };
  return (
    <details className="api-manual" onToggle={(event) => void (event.currentTarget.open && text === '' && read())}>
      <summary>{t.crm.how}</summary>
      <pre lang="en" dir="ltr">
        {text}
      </pre>
    </details>
  );
}
