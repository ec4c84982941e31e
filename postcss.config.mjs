/** Tailwind is the only transformation; Next adds vendor prefixes by itself. */
export default { plugins: { '@tailwindcss/postcss': {} } };
