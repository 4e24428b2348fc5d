import type { Quality } from '../../preload/contract/views.ts';
import type { CallQuality } from '../calls/call.ts';

/**
 * Five steps from ITU-T G.107's E-model, simplified: R falls with the one-way delay above 177 ms and with loss
 * (opus conceals well, so loss costs about 2.5 a percent); jitter counts as delay in the buffer.
 */
export function gradeQuality({ delayMs, lossPercent, jitterMs }: CallQuality): Quality {
  const oneWay = delayMs / 2 + 2 * jitterMs + 20;
  const rating = 93 - 0.024 * oneWay - 0.11 * Math.max(0, oneWay - 177.3) - 2.5 * lossPercent;
  const grade = rating >= 87 ? 5 : rating >= 80 ? 4 : rating >= 70 ? 3 : rating >= 60 ? 2 : 1;
  return { grade, delayMs, lossPercent };
}
