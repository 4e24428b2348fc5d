import type { CallId, CallView } from '../../../../preload/contract/views.ts';
import * as fixtures from '../../../../renderer/fixtures/calls.ts';

/** Calls by phase and name, for tests that only look at those. */
const named = <Call extends CallView>(call: Call, id: string): Call => ({ ...call, id: id as CallId });

export const ringing = (id: string): CallView => named(fixtures.ringing, id);
export const active = (id: string): CallView => named(fixtures.active, id);
export const held = (id: string): CallView => named(fixtures.held, id);
export const dialling = (id: string): CallView => named(fixtures.dialling, id);
export const ended = (id: string): CallView => named(fixtures.ended, id);
