import type { DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { useDesk } from './desk-context.ts';
import { timeOfDay } from './format.ts';
import { linksConnecting, linkTroubles } from './link-trouble.ts';

/** A quiet line while everything is up; a triangle that names what is down, and since when, while it is not. */
export function ConnectionGlyph({ links }: { readonly links: DeskView['links'] }) {
  const desk = useDesk();
  const troubles = linkTroubles(links);
  const first = troubles[0];
  if (first === undefined) {
    return (
      <span className="glyph" role="img" aria-label={linksConnecting(links) ? t.link.connecting : t.link.allUp}>
        <Icon name="pulse" />
      </span>
    );
  }
  const which = troubles.map(({ link }) => t.link.short[link]).join(', ');
  return (
    <button
      type="button"
      className="glyph down"
      onMouseDown={keepFocus}
      onClick={() => desk.act({ type: 'retry', links: troubles.map(({ link }) => link) })}
    >
      <Icon name="triangle" />
      <span>{t.link.downShort(which)}</span>
      <span className="glyph-since">{timeOfDay(Math.min(...troubles.map(({ since }) => since)))}</span>
      <span className="hidden">{t.link.retry}</span>
    </button>
  );
}
