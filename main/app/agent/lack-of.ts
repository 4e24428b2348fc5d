import type { Lack } from '../../../preload/contract/my-queues.ts';
import type { AmiLack } from '../transfers/ami-rights.ts';

/** What AMI lacks, as the page gets it. */
export const lackOf = (lack: AmiLack | null): Lack | null =>
  lack?.kind === 'needs-class' ? { ...lack, classes: [...lack.classes] } : lack;
