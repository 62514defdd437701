import { describe, expect, test } from 'vitest';
import { searchTerm } from './search-term.ts';

describe('searchTerm', () => {
  test.each([
    ['schedule', 'schedules', 'scheduled', 'scheduling', 'SCHEDULE'],
    ['personalize', 'personalise', 'personalization', 'personalised'],
    ['activate', 'activated', 'activation', 'activations'],
    ['stop', 'stopped', 'stopping'],
    ['query', 'queries'],
    ['café', 'CAFE', 'cafes'],
  ])('reads %s and its forms as one term', (word, ...forms) => {
    expect(new Set(forms.map(searchTerm))).toEqual(new Set([searchTerm(word)]));
  });

  test.each(['the', 'How', 'e', 'I'])('leaves out %s', (word) => {
    expect(searchTerm(word)).toBeNull();
  });

  test.each(['api', 'sms', 'status', 'dn', '14', '5'])('keeps %s as it is', (word) => {
    expect(searchTerm(word)).toBe(word);
  });
});
