import { useEffect, useState } from 'react';
import { t } from '../i18n/texts.ts';
import type { Listening } from '../media/listen-in.ts';
import { Icon } from '../ui/icons.tsx';

const [quietest, steps] = [-60, 32];

/** What the microphone hears, the loudest of the last second marked; a sentence says what to make of it. */
export function LevelMeter({ listening }: { readonly listening: Listening }) {
  const { level, peak } = useLevel(listening);
  const lit = stepOf(level);
  const mark = stepOf(peak);
  const words = t.settings.audio;
  const verdict = peak < -75 ? 'silent' : peak < -45 ? 'low' : peak > -3 ? 'loud' : 'good';
  return (
    <>
      <div className="meter-row">
        <div
          className="meter"
          role="meter"
          aria-label={words.level}
          aria-valuemin={quietest}
          aria-valuemax={0}
          aria-valuenow={Math.max(quietest, peak)}
          aria-valuetext={words.decibels(peak)}
        >
          {Array.from({ length: steps }, (_, step) => (
            // The steps of a fixed scale: their place is their key.
            // oxlint-disable-next-line react/no-array-index-key
            <i key={step} data-lit={step < lit} data-peak={step === mark - 1} />
          ))}
        </div>
        <span className="meter-value">{words.decibels(peak)}</span>
      </div>
      <p className={verdict === 'good' ? 'said said-good' : 'said said-bad'}>
        <Icon name={verdict === 'good' ? 'check' : 'triangle'} />
        {words[verdict]}
      </p>
    </>
  );
}

const stepOf = (level: number): number =>
  Math.min(steps, Math.max(0, Math.round(((level - quietest) / -quietest) * steps)));

function useLevel(listening: Listening): { readonly level: number; readonly peak: number } {
  const [levels, setLevels] = useState<readonly number[]>([]);
  useEffect(() => {
    const timer = setInterval(() => setLevels((before) => [...before.slice(-9), listening.level()]), 100);
    return () => clearInterval(timer);
  }, [listening]);
  return { level: levels.at(-1) ?? -100, peak: Math.max(-100, ...levels) };
}
