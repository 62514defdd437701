import type { TemplateSummary } from '#contract/entities/channel.ts';
import type { ChannelKind } from '#contract/entities/entity.ts';

interface Content {
  subject?: string | undefined;
  body?: string | undefined;
  cta_url?: string | undefined;
}

/** What a marketer has to add to the content of a campaign, or to decide about it. */
export function contentWarnings(
  { channel, content }: { channel: ChannelKind; content?: Content | undefined },
  template: TemplateSummary | null,
): string[] {
  const { subject, body } = content ?? {};
  if (template === null && body === undefined)
    return ['It has neither a template nor a text: one has to be added before it can go out.'];
  return [
    ...(template !== null && content !== undefined
      ? ['It has a template and content of its own: choose one of them.']
      : []),
    ...(template === null && channel === 'email' && subject === undefined
      ? ['The email has no subject.']
      : []),
    ...(channel !== 'email' && subject !== undefined
      ? [`It has a subject, which the channel ${channel} may not show.`]
      : []),
  ];
}
