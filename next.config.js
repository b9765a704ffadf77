/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  devIndicators: false,
  images: { unoptimized: true },
  // These hold connections, threads or registries, or read files beside themselves: they stay out of the bundle.
  serverExternalPackages: [
    '@prisma/adapter-pg',
    '@prisma/client',
    '@prisma/schema-engine-wasm',
    'graphile-worker',
    'nodemailer',
    'pg',
    'pino',
    'prom-client',
  ],
  experimental: { optimizePackageImports: ['radix-ui'] },
}

export default config
