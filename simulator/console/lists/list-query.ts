/** What the address of a list asks for. Whatever does not fit is as good as absent: a person cannot break a list by its address. */
export interface ListQuery {
  text: string;
  status: string;
  channel: string;
  sort: Sort;
  page: number;
}

export const SORTS = {
  updated: 'Last updated',
  created: 'Newest',
  name: 'Name',
} as const;
type Sort = keyof typeof SORTS;

const MAX_TEXT = 200;

export function listQuery(parameters: URLSearchParams): ListQuery {
  const sort = parameters.get('sort') ?? '';
  const page = Number(parameters.get('page') ?? '1');
  return {
    text: (parameters.get('query') ?? '').slice(0, MAX_TEXT).trim(),
    status: parameters.get('status') ?? '',
    channel: parameters.get('channel') ?? '',
    sort: isSort(sort) ? sort : 'updated',
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

function isSort(name: string): name is Sort {
  return Object.hasOwn(SORTS, name);
}

/** The same list at another page; what stands at its default is left out of the address. */
export function listAddress(path: string, query: ListQuery, page: number): string {
  const parameters = new URLSearchParams();
  if (query.text) parameters.set('query', query.text);
  if (query.status) parameters.set('status', query.status);
  if (query.channel) parameters.set('channel', query.channel);
  if (query.sort !== 'updated') parameters.set('sort', query.sort);
  if (page > 1) parameters.set('page', String(page));
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}
