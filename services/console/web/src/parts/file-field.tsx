import { Upload, Button } from 'antd';
import { useTexts } from '../language/language';
import { base64Of } from './picture';

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
