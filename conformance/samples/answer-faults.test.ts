import { describe, expect, test } from 'vitest';
import { mediaIn } from './answer-faults.ts';

const embedded = (resource: object) => ({ type: 'resource', resource: { uri: 'a://b', ...resource } });

describe('mediaIn', () => {
  test.each([
    [{ type: 'image', data: 'iVBO', mimeType: 'image/png' }, 'a result holds image image/png'],
    [{ type: 'audio', data: 'UklG' }, 'a result holds audio'],
    [{ type: 'video' }, 'a result holds video'],
    [
      { type: 'resource_link', uri: 'a://b', mimeType: 'VIDEO/mp4' },
      'a result holds resource_link VIDEO/mp4',
    ],
    [embedded({ blob: 'AAAA' }), 'a result holds resource'],
    [embedded({ text: '<svg/>', mimeType: 'image/svg+xml' }), 'a result holds resource image/svg+xml'],
  ])('finds %j behind a text and what is no block', (block, words) => {
    expect(mediaIn({ content: [{ type: 'text', text: '{}' }, 'no block', null, block] })).toBe(words);
  });

  test.each([
    [[{ type: 'text', text: 'image/png' }]],
    [[embedded({ text: '{}', mimeType: 'application/json' })]],
    [[{ type: 'resource_link', uri: 'a://b.png', name: 'image' }]],
    [undefined],
    ['image'],
  ])('finds nothing in %j', (content) => {
    expect(mediaIn({ content })).toBeNull();
  });
});
