import { workerData } from 'node:worker_threads';
import { serveStore } from '../store/serve-store.ts';
import { type ContactStoreData, contactStore } from './contact-store.ts';

// A thread of the directory begins here.
serveStore(contactStore(workerData as ContactStoreData));
