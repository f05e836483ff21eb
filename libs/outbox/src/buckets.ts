/** Into how many queues the aggregates are spread; every queue has one relay at a time. */
export const bucketCount = 16;

/** The bucket of an aggregate, 0 to 15: FNV-1a over UTF-8, fixed for ever, since one aggregate in two buckets would be out of order. */
export function bucketOf(topic: string, key: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(`${topic}\n${key}`, 'utf8')) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  // The low bits of FNV-1a alone spread short keys badly; folding the high half in evens them out.
  return ((hash >>> 16) ^ hash) & (bucketCount - 1);
}
