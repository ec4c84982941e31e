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
    // What passes proxy.ts is read into memory first and cut off beyond this. Only forms do, which end at 1 MB; uploads go to the
    // API, which proves who sends them first.
    proxyClientMaxBodySize: '2mb',
  },
};

export default config;
