/** Ends of names, without the dot, of all files that can be imported. */
export const READABLE = ['md', 'markdown', 'txt', 'text', 'docx', 'odt', 'rtf', 'epub', 'html', 'htm', 'xhtml'] as const
