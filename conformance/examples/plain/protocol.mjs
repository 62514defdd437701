// JSON-RPC and the revisions of MCP by hand: what a message has to be, and how it is answered.

const META = 'io.modelcontextprotocol/';
const MODERN = '2026-07-28';
const OLDER = ['2025-11-25', '2025-06-18', '2025-03-26'];
const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;
const METHOD_NOT_FOUND = -32601;
const INVALID_PARAMS = -32602;
const HEADER_MISMATCH = -32020;
const UNSUPPORTED_REVISION = -32022;

// An error of the protocol: something that the client is told, not the assistant.
class ProtocolError extends Error {
  constructor(code, message, data) {
    super(message);
    this.error = { code, message, data };
  }
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProtocolError(PARSE_ERROR, 'This is no JSON.');
  }
}

function refuseMalformed(message) {
  const { jsonrpc, id = '', method, params = {} } = isObject(message) ? message : {};
  if (jsonrpc !== '2.0' || typeof method !== 'string' || !(typeof id === 'string' || Number.isInteger(id)))
    throw new ProtocolError(INVALID_REQUEST, 'This is no request and no notification of JSON-RPC 2.0.');
  if (!isObject(params) || !isObject(params.arguments ?? {}))
    throw new ProtocolError(INVALID_PARAMS, 'Parameters and arguments are objects.');
}

// What came in headers for those on the way has to be what the body says.
function refuseContradiction(headers, revision, { method, params = {} }) {
  const { [`${META}protocolVersion`]: named, [`${META}clientCapabilities`]: can } = params['_meta'] ?? {};
  if (revision !== MODERN && named === undefined) return;
  if (named === undefined || !isObject(can))
    throw new ProtocolError(INVALID_PARAMS, 'The metadata name no revision, or not what the client can.');
  const [, encoded] = /^=\?base64\?(.*)\?=$/u.exec(headers['mcp-name'] ?? '') ?? [];
  const name = encoded === undefined ? headers['mcp-name'] : Buffer.from(encoded, 'base64').toString();
  if (
    named !== revision ||
    headers['mcp-method'] !== method ||
    (method === 'tools/call' && name !== params.name)
  )
    throw new ProtocolError(HEADER_MISMATCH, 'The headers say something else than the body.');
}

/** Answers the text of a POST; `methods` has a function for each method, and all that is not there does not exist. */
export async function answered({ headers, text }, serverInfo, methods) {
  const revision = headers['mcp-protocol-version'] ?? OLDER.at(-1);
  const modern = revision === MODERN;
  let id;
  try {
    const message = parsed(text);
    refuseMalformed(message);
    ({ id } = message);
    if (!modern && !OLDER.includes(revision)) {
      const data = { supported: [MODERN, ...OLDER], requested: revision };
      throw new ProtocolError(UNSUPPORTED_REVISION, `The revision ${revision} is not spoken here.`, data);
    }
    if (id === undefined) return { status: 202 };
    refuseContradiction(headers, revision, message);
    const { method, params = {} } = message;
    if (!Object.hasOwn(methods, method))
      throw new ProtocolError(METHOD_NOT_FOUND, `There is no method ${method}.`);
    const result = await methods[method](params);
    const framed = { ...result, resultType: 'complete', _meta: { [`${META}serverInfo`]: serverInfo } };
    return { status: 200, body: { jsonrpc: '2.0', id, result: modern ? framed : result } };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { status: statusOf(error.error, modern), body: { jsonrpc: '2.0', id, error: error.error } };
  }
}

function statusOf({ code }, modern) {
  // Older clients read no error whose status is not 200.
  if (!modern && [METHOD_NOT_FOUND, INVALID_PARAMS].includes(code)) return 200;
  return code === METHOD_NOT_FOUND ? 404 : 400;
}

/** The revision that who initializes goes on with. */
export function agreed({ protocolVersion }) {
  return OLDER.includes(protocolVersion) ? protocolVersion : OLDER[0];
}

export const SUPPORTED = [MODERN];

export function invalidParams(message) {
  return new ProtocolError(INVALID_PARAMS, message);
}
