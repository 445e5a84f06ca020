export { createApp, type AppOptions } from './app.ts';
export { environmentSchema, loadConfig, type Config, type ConfigOverrides } from './config.ts';
export { createServices, type Services } from './services.ts';
export { openWorkflowFolder } from './workflow-folder.ts';
export { startServer, type RunningServer, type ServerOptions } from './serve.ts';
export type { BodyPace } from './middleware/limit-body.ts';
export type { JsonLimits } from './middleware/json-body.ts';
