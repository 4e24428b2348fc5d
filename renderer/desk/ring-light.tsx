import type { RingHere } from '../../preload/contract/views.ts';
import { t } from '../i18n/en.ts';
import { capsOfDesk } from '../keys/keymap.ts';
import { Caps, keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { useDesk } from './desk-context.ts';
import { canMend, ringWords } from './ring-here.ts';

/** Whether a call would ring here now; if not, the one reason and the key that cures it. */
export function RingLight({ ring }: { readonly ring: RingHere }) {
  const desk = useDesk();
  if (ring.rings === 'yes') {
    return (
      <span className="count ring-light" data-rings="yes" role="status">
        <Icon name="bell" />
        {t.ring.yes}
      </span>
    );
  }
  const words = (
    <>
      <Icon name="triangle" />
      <span>{ringWords(ring)}</span>
    </>
  );
  if (!canMend(ring)) {
    return (
      <span className="count ring-light" data-rings={ring.rings} role="status">
        {words}
      </span>
    );
  }
  return (
    <button
      type="button"
      className="count ring-light"
      data-rings={ring.rings}
      onMouseDown={keepFocus}
      onClick={() => desk.act({ type: 'mend-ring' })}
    >
      {words} <Caps caps={capsOfDesk('ring')} />
    </button>
  );
}
