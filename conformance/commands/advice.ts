import type { Area, Level } from '../ledger/requirement.ts';

/** Where the published page of the connector is. */
export const PAGE = 'https://developer.optimove.com/docs/optimove-mcp-connector';

/** What a run needs to see, for requirements of a level to be judged. */
export const LEVEL_NEEDS: Readonly<Record<Level, string>> = {
  L1: 'what the wire shows: an address and a user',
  L2: 'what the simulator behind the connector witnessed: give --control as well',
  L3: 'one process with the connector: give --in-process FILE',
};

/** How the requirements of an area are judged, and where to look when a connector does not meet one. */
export const ADVICE: Readonly<Record<Area, { judged: string; fix: string }>> = {
  transport: {
    judged:
      'Requests are sent to the endpoint as MCP clients of several revisions send them, and as no client should.',
    fix: 'Look at the HTTP layer in front of the tools: methods, headers, origins, status codes, sessions.',
  },
  catalog: {
    judged:
      'tools/list is read as a client reads it, and each tool is held against its name, schemas and annotations.',
    fix: 'Change how the tool is registered: name, title, schemas, annotations. The behaviour of the tool is not in question.',
  },
  safety: {
    judged:
      'Generated calls, ordinary and hostile, go to every tool; the journal of the simulator tells what reached the API, and the hash of the world what changed.',
    fix: 'Look at the request that the journal shows: the tool may send reads, and a builder one draft of its own kind. Fix the paths and methods that a tool can reach, not its annotations. Results hold text alone: leave out pictures, sound, film and embedded files.',
  },
  permissions: {
    judged:
      'The same questions are asked by users who may see different things; each answer is held against the permission rules of the tenant.',
    fix: 'Ask the API in the name of the caller at each call, and share nothing between users: no cache, session or cursor that knows no user.',
  },
  auth: {
    judged:
      'A client goes through discovery, registration, sign-in and consent; then each step is repeated with one thing wrong.',
    fix: 'Look at how a token is verified at each request, at the metadata and challenges that lead a client to its sign-in, and at what the authorization server itself answers: what a user takes back is gone from tokens that are out and from new ones.',
  },
  limits: {
    judged: 'Long lists, large results, slow queries and many calls at once are asked for.',
    fix: 'Look at paging, the cap on results, the patience for slow queries and the counting of calls.',
  },
  privacy: {
    judged:
      'What leaves the connector beside its answers is looked at: requests to the host, kinds of content, what it writes down.',
    fix: 'Take out what sends or stores more than the tool call needs.',
  },
  data: {
    judged:
      'Answers are held against the entities of the tenant, and against the schemas that the tools promise.',
    fix: 'Look at how the answer of the API becomes the result of the tool: filters, names, instants, citations, and what the output schema of the tool promises.',
  },
  liveness: {
    judged: 'Ordinary questions of an ordinary user are asked, and have to be answered.',
    fix: 'A connector that refuses everything is safe and useless: look at the first error that the calls show.',
  },
};
