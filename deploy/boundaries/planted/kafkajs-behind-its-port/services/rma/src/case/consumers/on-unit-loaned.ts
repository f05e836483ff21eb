export * from 'kafkajs'; // planted
