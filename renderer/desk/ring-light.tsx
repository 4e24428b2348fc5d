import type { DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { capsOfDesk } from '../keys/keymap.ts';
import { Caps, keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { useDesk } from './desk-context.ts';
import { isPassing, mendOf, ringWords } from './ring-here.ts';
import { useKeymap } from './use-keymap.ts';

/** All is well: a quiet sign. */
export function RingsHere() {
  return (
    <span className="ring-sign" role="img" aria-label={t.ring.yes}>
      <Icon name="bell" />
    </span>
  );
}

/** A call would not ring here, or not be heard: the one reason, and the key that cures it. */
export function RingTrouble({ view }: { readonly view: DeskView }) {
  const { ring } = view;
  const mend = mendOf(view);
  const desk = useDesk();
  const keymap = useKeymap();
  return (
    <div className={isPassing(ring) ? 'strip-row ring-trouble appears-late' : 'strip-row ring-trouble'}>
      <span className="ring-words" data-rings={ring.rings} role="status">
        <Icon name="triangle" />
        <span>{ringWords(ring)}</span>
      </span>
      {mend !== null && (
        <button
          type="button"
          className="count ring-mend"
          onMouseDown={keepFocus}
          onClick={() => desk.act({ type: 'mend-ring' })}
        >
          <Caps caps={capsOfDesk(keymap, 'ring')} /> {mend.label}
        </button>
      )}
    </div>
  );
}
