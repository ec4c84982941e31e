import type { NextConfig } from 'next';

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // The optimiser would fetch on the server on behalf of a browser; the product has no images that need it.
  images: { unoptimized: true },
  // Types have a step of their own in `npm test`; checking them again would double the time of a first `npm run demo`.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // forbidden() answers 403 with app/forbidden.tsx.
    authInterrupts: true,
    // Behind proxy.ts a longer body is cut off without a word, and a source of 10 MB is longer as JSON. Longer ones still are
    // refused by name in define-route.ts.
    proxyClientMaxBodySize: '24mb',
  },
};

export default config;
