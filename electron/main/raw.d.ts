declare module '*.aff?raw' {
  const text: string
  export default text
}
declare module '*.dic?raw' {
  const text: string
  export default text
}
declare module '*.md?raw' {
  const text: string
  export default text
}
