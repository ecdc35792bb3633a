import { isTag, isText } from 'domhandler'
import type { ChildNode, Document, Element, ParentNode } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import { UnreadableFile } from './failures.ts'

/** Deeper than any honest file nests; bounds the recursion of what reads it. */
const DEPTH_MAX = 400

/**
 * XML as a tree. Nothing is fetched, and there are no entities besides XML's own five: a file that declares some is
 * refused, since they can be made to grow without bound.
 *
 * @throws {UnreadableFile}
 */
export function parseXml(source: string, file: string): Document {
  if (/<!ENTITY/i.test(source))
    throw new UnreadableFile(`${file} declares entities, as files made to do harm do. It was not opened.`)
  return bounded(parseDocument(source, { xmlMode: true }), file)
}

/** HTML as a tree; `xhtml` may close an element in its own tag. Nothing in it is loaded or run. @throws {UnreadableFile} */
export function parseHtml(source: string, xhtml = false): Document {
  return bounded(parseDocument(source, { recognizeSelfClosing: xhtml }), 'This HTML')
}

function bounded(document: Document, file: string): Document {
  let level: ChildNode[] = document.children
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEPTH_MAX)
      throw new UnreadableFile(`${file} nests more than ${DEPTH_MAX} levels deep. It was not opened.`)
    level = level.flatMap(node => ('children' in node ? node.children : []))
  }
  return document
}

/** Elements directly in `node`; only those called `name`, where one is given. */
export function elements(node: ParentNode, name?: string): Element[] {
  return node.children.filter((child): child is Element => isTag(child) && (name === undefined || child.name === name))
}

/** The first element anywhere in `node` that is called `name`. */
export function find(node: ParentNode, name: string): Element | null {
  for (const child of node.children) {
    if (!isTag(child)) continue
    const found = child.name === name ? child : find(child, name)
    if (found) return found
  }
  return null
}

/** Elements anywhere in `node` that are called `name`, in order. */
export function findAll(node: ParentNode, name: string): Element[] {
  return elements(node).flatMap(child => [...(child.name === name ? [child] : []), ...findAll(child, name)])
}

/** Elements anywhere in `node` that are called `name`, in order, without those inside one of them. */
export function outermost(node: ParentNode, name: string): Element[] {
  return elements(node).flatMap(child => (child.name === name ? [child] : outermost(child, name)))
}

/** The text of the first element called `name`; empty if there is none. */
export function textAt(node: ParentNode, name: string): string {
  const found = find(node, name)
  return found ? textIn(found).replace(/\s+/g, ' ').trim() : ''
}

/** All text in a node. */
export function textIn(node: ParentNode): string {
  return node.children.map(child => ('children' in child ? textIn(child) : isText(child) ? child.data : '')).join('')
}
