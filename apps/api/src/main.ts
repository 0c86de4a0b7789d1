import 'reflect-metadata';
import { createApp } from './create-app.js';
import { AppConfig } from './platform/config/app-config.js';
import { runAsChild } from './platform/process/run-as-child.js';

const config = new AppConfig(process.env);
const app = await createApp(config);
await app.listen(config.apiPort, config.bindHost);
runAsChild(() => app.close());
