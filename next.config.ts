import type { NextConfig } from 'next';

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // The optimiser would fetch on the server on behalf of a browser; the product has no images that need it.
  images: { unoptimized: true },
  // Types have a step of their own in `npm test`; checking them again would double the time of a first `npm run demo`.
  typescript: { ignoreBuildErrors: true },
  // forbidden() answers 403 with app/forbidden.tsx.
  experimental: { authInterrupts: true },
};

export default config;
