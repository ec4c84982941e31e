/** Runs once when a server process starts, before the first request. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: a constant that the bundler puts in; it decides what is bundled
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startServer } = await import('./lib/infra/start-server');
  const { runImportJob } = await import('./lib/features/import-job/commands');
  const { FRONT_ROUTES } = await import('./app/api/front-routes');
  const { EXAM_ROUTES } = await import('./app/api/v1/attempts/exam-routes');
  const { offerServerDoor } = await import('./lib/infra/http/server-door');
  await startServer(runImportJob);
  offerServerDoor({ ...EXAM_ROUTES, ...FRONT_ROUTES });
}
