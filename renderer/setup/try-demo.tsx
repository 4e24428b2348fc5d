import { useState } from 'react';
import { said, t } from '../i18n/texts.ts';
import { useRequests } from '../profile/profile-context.ts';
import { Notice } from '../ui/notice.tsx';

/** A practice PBX on this computer: offered only where one can be started. */
export function TryDemo() {
  const request = useRequests();
  const [state, setState] = useState<'idle' | 'starting' | { readonly failed: string }>('idle');
  const start = async () => {
    if (state === 'starting') return;
    setState('starting');
    const reply = await request.startDemo({});
    if (reply.ok && reply.value.outcome === 'saved') return;
    const why =
      reply.ok && reply.value.outcome === 'refused' ? reply.value.problems.map(({ words }) => said(words)) : [];
    setState({ failed: why.join('; ') || t.setup.lost });
  };
  return (
    <div className="way-form">
      <button type="button" className="button primary" ref={(element) => element?.focus()} onClick={() => void start()}>
        {t.setup.demo.start}
        <kbd className="cap">Enter</kbd>
      </button>
      <p className="said" role="status">
        {state === 'starting' ? t.setup.demo.starting : ''}
      </p>
      {typeof state === 'object' && <Notice urgent>{t.setup.demo.failed(state.failed)}</Notice>}
    </div>
  );
}
