export { environmentSchema, loadConfig, type Config, type ConfigOverrides } from './config.ts';
export { createServices, type Services } from './services.ts';
export { openWorkflowFolder } from './workflow-folder.ts';
