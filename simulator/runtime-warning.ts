/**
 * Loads a module without the line that oidc-provider prints when it meets a Node.js newer than those it knows. The project pins
 * Node.js and tests the library on it, so the line would only worry a newcomer.
 */
export async function withoutRuntimeWarning<Module>(load: () => Promise<Module>): Promise<Module> {
  const terminal = globalThis.console;
  const warn = terminal.warn.bind(terminal);
  terminal.warn = (...said: unknown[]) => {
    if (!String(said[0]).includes('oidc-provider WARNING: Unsupported runtime')) warn(...said);
  };
  try {
    return await load();
  } finally {
    terminal.warn = warn;
  }
}
