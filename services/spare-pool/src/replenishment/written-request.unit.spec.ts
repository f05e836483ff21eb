import { writtenRequestOf } from './written-request.js';

describe('S6 a written request', () => {
  it.each([
    ['request.pdf', '%PDF-1.4'],
    ['Scan.JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['申请.docx', 'PK\u0003\u0004…'],
  ])('is %s, by name and by beginning', (name, content) => {
    expect(writtenRequestOf(name, Buffer.from(content)).name).toBe(name);
  });

  it.each([
    ['page.pdf', '<script>'],
    ['run.exe', '%PDF-1.4'],
    ['page.html', '<html>'],
    ['drawing.svg', '<svg'],
    ['archive.zip', 'PK\u0003\u0004'],
    ['request.pdf', ''],
  ])('is not %s with %s', (name, content) => {
    expect(() => writtenRequestOf(name, Buffer.from(content))).toThrow(/attachmentBase64/);
  });
});
