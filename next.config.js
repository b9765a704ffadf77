/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  devIndicators: false,
  // Types are a step of the tests, in a tenth of the time that the build would take for them.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // The title comes in the head of every answer, and never after the page: readers of screens hear it first.
  htmlLimitedBots: /.*/,
  // A sign-in link is a secret, also in a developer's terminal.
  logging: { incomingRequests: { ignore: [/\/signin\/link/] } },
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
  experimental: {
    optimizePackageImports: ['radix-ui'],
    // Every page in memory before anybody asked for one makes the start slow and the process large.
    preloadEntriesOnStart: false,
  },
}

export default config
