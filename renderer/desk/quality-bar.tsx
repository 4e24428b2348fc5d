import type { Quality } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';

const segments = [1, 2, 3, 4, 5] as const;

/** Five segments, a word, and the two figures behind it. */
export function QualityBar({ quality }: { readonly quality: Quality }) {
  const word = t.call.quality[quality.grade] ?? '';
  const figures = t.call.qualityFigures(quality.delayMs.toFixed(0), quality.lossPercent.toFixed(1));
  return (
    <p className="quality" data-grade={quality.grade}>
      <span className="segments" aria-hidden="true">
        {segments.map((segment) => (
          <span key={segment} className={segment <= quality.grade ? 'segment on' : 'segment'} />
        ))}
      </span>
      <span>{word}</span>
      <span className="figures">{figures}</span>
    </p>
  );
}
