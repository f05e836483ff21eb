/** Names of the services' APIs: Chinese, English. */
export type Words = Readonly<Record<string, readonly [zh: string, en: string]>>;
