import { env, execPath, platform } from 'node:process'

/**
 * The npm that called this, or the one on the path.
 * @param {string} [node] the Node to run it under, if not its own
 * @returns {[string, ...string[]]}
 */
export function npmCommand(node) {
  const caller = env['npm_execpath']
  if (caller && /npm-cli\.c?js$/.test(caller)) return [node ?? env['npm_node_execpath'] ?? execPath, caller]
  return platform === 'win32' ? ['cmd', '/c', 'npm'] : ['npm']
}

/**
 * What npm itself gives as the cause of a failure.
 * @param {string} output
 */
export function npmReason(output) {
  const lines = output.split('\n').filter(line => /^npm (error|ERR!)/.test(line))
  const told = lines.map(line => line.replace(/^npm (error|ERR!) ?/, '').trim())
  const idle = /^(code|syscall|errno|path|A complete log|Log files)\b/
  return told.find(line => line && !idle.test(line)) ?? told[0] ?? ''
}
