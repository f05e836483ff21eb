import { Upload, Button } from 'antd';
import { useTexts } from '../language/language';

/** As commands take a file: its name, and its content in Base64. */
export interface NamedFile {
  readonly attachmentName: string;
  readonly attachmentBase64: string;
}

/** One file, read in the browser and sent along with the rest. */
export function FileField({
  value,
  onChange,
}: {
  readonly id?: string;
  readonly value?: NamedFile;
  readonly onChange?: (file: NamedFile | undefined) => void;
}) {
  const { t } = useTexts();
  return (
    <Upload
      maxCount={1}
      fileList={value === undefined ? [] : [{ uid: value.attachmentName, name: value.attachmentName }]}
      onRemove={() => onChange?.(undefined)}
      beforeUpload={(file) => {
        void base64Of(file).then((attachmentBase64) => onChange?.({ attachmentName: file.name, attachmentBase64 }));
        // It goes with the command, not by itself.
        return false;
      }}
    >
      <Button>{t('file.choose')}</Button>
    </Upload>
  );
}

function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).split(',')[1] ?? ''));
    reader.addEventListener('error', () => reject(new Error(reader.error?.message ?? 'The file cannot be read.')));
    reader.readAsDataURL(file);
  });
}
