/** The build makes a stylesheet a string, for a constructed sheet. */
declare module '*.css?inline' {
  const css: string;
  // oxlint-disable-next-line import/no-default-export -- how bundlers give a file as a value
  export default css;
}
