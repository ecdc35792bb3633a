/** Benches that measure the window, and so need Electron and the build. */
const windowed = new Set(['editor', 'history', 'library', 'run'])

/**
 * What `npm run bench -- …` asks for. The first argument that is no flag is the bench; all others are its own.
 * @param {readonly string[]} args
 * @param {readonly string[]} known names of the benches there are
 * @returns {{ name: string; args: string[]; windowed: boolean } | { complaint: string }}
 */
export function benchChoice(args, known) {
  const list = `There are: ${known.join(', ') || 'none yet'}.`
  const name = args.find(arg => !arg.startsWith('-'))
  if (name === undefined) return { complaint: `Which bench? ${list} Say: npm run bench -- NAME [--json]` }
  if (!known.includes(name)) return { complaint: `There is no bench named ${name}. ${list}` }
  const at = args.indexOf(name)
  return { name, args: [...args.slice(0, at), ...args.slice(at + 1)], windowed: windowed.has(name) }
}
