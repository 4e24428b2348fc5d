import { workerData } from 'node:worker_threads';
import { serveStore } from '../store/serve-store.ts';
import { type HistoryStoreData, historyStore } from './history-store.ts';

// The history's thread begins here.
serveStore(historyStore(workerData as HistoryStoreData));
