/** How a request says where in a list it begins: by the cursor of the page before, or by how many rows to pass over. */
const CONTINUATIONS = ['cursor', '$skip'];
/** How many lists are followed; the one that was begun first goes first. */
const MOST_LISTS = 1000;

/** Knows which page of a list a request asks for, by having seen the list read from its start. */
export interface PagePositions {
  of(reader: string, url: URL): number;
}

/** Each new continuation leads to the next page, and one that was seen before to the page that it led to. */
export function createPagePositions(): PagePositions {
  const lists = new Map<string, string[]>();

  return {
    of(reader, url) {
      const parameters = new URLSearchParams(url.search);
      const continuation = CONTINUATIONS.map((name) => parameters.get(name) ?? '').join(' ');
      for (const name of CONTINUATIONS) parameters.delete(name);
      parameters.sort();
      const list = `${reader} ${url.pathname}?${parameters.toString()}`;

      const isStart = [' ', ' 0'].includes(continuation);
      const seen = isStart ? [] : (lists.get(list) ?? []);
      if (isStart) lists.delete(list);
      else if (!seen.includes(continuation)) seen.push(continuation);
      lists.set(list, seen);
      if (lists.size > MOST_LISTS) lists.delete(lists.keys().next().value ?? '');
      return isStart ? 1 : seen.indexOf(continuation) + 2;
    },
  };
}
