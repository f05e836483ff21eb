export * from 'kafkajs';
