import { spawn } from 'node:child_process';

/** @typedef {'inherit' | 'ignore' | 'pipe'} Stream */

const FOLLOW_PARENT = new URL('./follow-parent.mjs', import.meta.url).href;

/**
 * Starts a program on a Node.js executable so that it never outlives this process, not even after `kill -9`.
 * @param {string} node the executable
 * @param {string[]} command the program and its arguments
 * @param {{ cwd?: string, env: NodeJS.ProcessEnv, stdio: [input: Stream, output: Stream, errors: Stream] }} options
 */
export function spawnFollower(node, command, { cwd, env, stdio }) {
  return spawn(node, ['--import', FOLLOW_PARENT, ...command], {
    cwd,
    env: { ...env, FOLLOW_PARENT: 'yes' },
    stdio: [...stdio, 'ipc'],
  });
}
