import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';

export interface Memory {
  /** Live JavaScript objects of the page after a collection, MB. */
  readonly pageHeap: number;
  readonly domNodes: number;
  /** Resident memory of the host process, MB. */
  readonly host: number;
}

/** What the page and the host hold now, garbage not counted in the page. */
export async function measureMemory(page: Page, hostPid: number): Promise<Memory> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes } = await session.send('Memory.getDOMCounters');
  await session.detach();
  const status = await readFile(`/proc/${hostPid}/status`, 'utf8');
  const resident = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  return { pageHeap: megabytes(usedSize), domNodes: nodes, host: megabytes(resident * 1024) };
}

const megabytes = (bytes: number): number => Math.round((bytes / 1_048_576) * 10) / 10;
