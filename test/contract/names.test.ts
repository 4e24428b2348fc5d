import { describe, expect, test } from 'vitest';
import { reports } from '../../preload/contract/media.ts';
import { deskRequestNames, profileRequestNames, reportNames } from '../../preload/contract/names.ts';
import { profileRequests } from '../../preload/contract/profile-requests.ts';
import { deskRequests } from '../../preload/contract/requests.ts';

describe('the names of the contract by themselves', () => {
  test.each([
    ['what is asked of the desk', deskRequestNames, deskRequests],
    ['what is asked about the profile', profileRequestNames, profileRequests],
    ['what is told', reportNames, reports],
  ])('are those of its tables: %s', (_, names, table) => {
    expect([...names].toSorted()).toEqual(Object.keys(table).toSorted());
  });
});
