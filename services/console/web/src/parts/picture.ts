const longestSide = 1_600;
const largestBytes = 524_288;

/** A photo as small as the service takes it, as JPEG in Base64: a phone takes ten times as much. Rejects when it is no picture. */
export async function pictureOf(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file);
  let scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  for (;;) {
    const content = await jpegOf(bitmap, scale);
    if (content.size <= largestBytes) return base64Of(content);
    scale *= 0.8;
  }
}

async function jpegOf(bitmap: ImageBitmap, scale: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
}

export function base64Of(content: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve((reader.result as string).split(',')[1] ?? ''));
    reader.addEventListener('error', () => reject(new Error(reader.error?.message ?? 'The file cannot be read.')));
    reader.readAsDataURL(content);
  });
}
