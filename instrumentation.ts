// Called by the framework once a process, before anything is served.

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') await import('./lib/wiring')
}
