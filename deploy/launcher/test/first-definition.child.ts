/** A service without any business, for the launcher's test of all services in one process. */
import { Module } from '@nestjs/common';
import { defineService } from '@rotables/service-host';
import { migrations } from './fixture-migrations.child.js';

@Module({})
class FirstModule {}

export const service = defineService({
  name: 'first',
  module: FirstModule,
  entities: [],
  migrations,
  defaultPort: 0,
});
