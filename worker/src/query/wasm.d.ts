/** Wrangler compiles what is imported, as Workers may not compile anything themselves. */
declare module '*.wasm' {
  const module: WebAssembly.Module
  export default module
}
